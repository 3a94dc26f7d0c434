using System.Runtime.InteropServices;
using Sferum.Live;

namespace Sferum.Stopping;

/// <summary>
/// Stops a process in order (docs/draining.md): at the first signal its clients move to another gateway, and only then the sockets, the actors and the
/// silo stop. It stands in the place of the console's lifetime, because that one cuts every socket within milliseconds of the signal. The second signal
/// ends the process at once: what was acknowledged is in the log.
/// </summary>
internal sealed partial class DrainingLifetime(IHostApplicationLifetime application, IServiceProvider services, ILogger<DrainingLifetime> log)
    : IHostLifetime, IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations.AddRange(Signals.Select(s => PosixSignalRegistration.Create(s, OnSignal)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registrations.ForEach(static r => r.Dispose());

    /// <summary>Clients first, then everything else.</summary>
    internal async Task Leave()
    {
        try
        {
            if (services.GetService<Draining>() is { } draining)
            {
                await draining.Drain();
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever is wrong with it, the process was told to stop.
            DrainFailed(log, error);
        }

        application.StopApplication();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            // Left to its default: the process ends now.
            StopsAtOnce(log, context.Signal);
            return;
        }

        context.Cancel = true;
        Stops(log, context.Signal);
        _ = Task.Run(Leave);
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "{Signal}: stopping. A second signal stops at once.")]
    private static partial void Stops(ILogger log, PosixSignal signal);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "{Signal} again: stopping at once.")]
    private static partial void StopsAtOnce(ILogger log, PosixSignal signal);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "Moving clients away failed; stopping without it.")]
    private static partial void DrainFailed(ILogger log, Exception error);
}

namespace Sferum.Commands;

/// <summary>Serves until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(HostChoices choices, CancellationToken cancel)
    {
        await using var app = SferumHost.Build(choices);
        await app.Start(cancel);
        await app.WaitForShutdownAsync(cancel);
        return CommandRun.Done;
    }
}

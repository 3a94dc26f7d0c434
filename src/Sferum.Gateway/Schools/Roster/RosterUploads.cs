using Microsoft.AspNetCore.Http;

namespace Sferum.Schools;

/// <summary>Reads rosters that are sent. Few are read and compared at once, and each has only so long: a slow line must not hold a place for hours.</summary>
internal sealed class RosterUploads(TimeProvider time) : IDisposable
{
    private const int AtOnce = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Does something with the file that was sent.</summary>
    /// <param name="request">The request; its body is the archive.</param>
    /// <param name="work">What.</param>
    /// <returns>What the work answers; refused when the body can't be read, and when too many are at it already.</returns>
    public async Task<Outcome<T>> With<T>(HttpRequest request, Func<ReadOnlyMemory<byte>, ValueTask<Outcome<T>>> work)
    {
        var cancel = request.HttpContext.RequestAborted;
        if (!await _places.WaitAsync(0, cancel))
        {
            return Refusals.Overloaded;
        }

        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
            using var zip = new MemoryStream();
            try
            {
                await request.Body.CopyToAsync(zip, either.Token);
            }
            catch (Exception e) when (e is BadHttpRequestException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                return Refusals.Malformed;
            }

            return await work(zip.GetBuffer().AsMemory(0, (int)zip.Length));
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();
}

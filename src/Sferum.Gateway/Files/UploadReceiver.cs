using System.Buffers;
using Microsoft.AspNetCore.Http;
using Sferum.People;

namespace Sferum.Files;

/// <summary>
/// Takes the bytes of an upload as they come: a piece of at most a mebibyte at a time goes into the store and then into the table, so that a line that
/// breaks loses nothing that has come, any gateway can go on, and no upload needs more memory than a piece.
/// </summary>
internal sealed class UploadReceiver(IUploads uploads, IFileStore store, FileWorker worker, TimeProvider time)
{
    /// <summary>The largest piece.</summary>
    public const int PieceBytes = 1024 * 1024;

    /// <summary>After so long the client is told how far it is and goes on with another request: nobody holds a place for ever.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(10);

    /// <summary>Takes a request's bytes.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="upload">The upload, as it stood when the request came.</param>
    /// <param name="body">The bytes from there on.</param>
    /// <param name="aborted">The line broke: what has come is kept.</param>
    /// <returns>How far it is; refused when somebody else has written meanwhile.</returns>
    public async Task<Outcome<long>> Receive(Caller caller, Upload upload, Stream body, CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        using var limit = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), end, LongestRequest, Timeout.InfiniteTimeSpan);
        var buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            var at = upload.Received;
            var isOver = false;
            while (at < upload.Length && !isOver)
            {
                var wanted = (int)Math.Min(PieceBytes, upload.Length - at);
                var came = await Fill(body, buffer.AsMemory(0, wanted), end.Token);
                isOver = came < wanted;
                if (came > 0)
                {
                    var kept = await Keep(caller, upload.Id, at, new MemoryStream(buffer, 0, came, writable: false));
                    if (kept.IsRefused(out var refusal))
                    {
                        return refusal;
                    }

                    at = kept.Value;
                }
            }

            if (at == upload.Length)
            {
                worker.Wake();
            }

            return at;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Bytes until the buffer is full, the request ends or the line breaks.</summary>
    private static async Task<int> Fill(Stream body, Memory<byte> buffer, CancellationToken end)
    {
        var came = 0;
        try
        {
            int read;
            while (came < buffer.Length && (read = await body.ReadAsync(buffer[came..], end)) > 0)
            {
                came += read;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or BadHttpRequestException)
        {
            // What has come counts all the same.
        }

        return came;
    }

    /// <summary>Not cancelled by the line: a piece that has come is worth keeping.</summary>
    private async Task<Outcome<long>> Keep(Caller caller, FileId id, long at, MemoryStream piece)
    {
        var place = new UploadPiece(at, Guid.CreateVersion7(), piece.Length);
        var key = FileKey.Piece(id, place.Id);
        await store.Put(key, piece, piece.Length, CancellationToken.None);
        var kept = await uploads.Append(caller, id, place, CancellationToken.None);
        if (kept.IsRefused(out _))
        {
            await store.Remove(id, key.Part, CancellationToken.None);
        }

        return kept;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Reads forms with an order's file. Those that are read at once are bounded, and so is the time each may take: a slow line must not hold a place for hours.</summary>
internal sealed class OrderForms(IOptions<PeopleOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Largest body: the file, the fields and what separates them.</summary>
    public const int MaxBody = OrderFile.MaxBytes + (1024 * 1024);

    private const int AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly FormOptions Bounds = new()
    {
        ValueCountLimit = 40, ValueLengthLimit = 4096, KeyLengthLimit = 100, MultipartHeadersLengthLimit = 4096, MultipartHeadersCountLimit = 8,
        MultipartBodyLengthLimit = MaxBody,
    };

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>The form; refused when it is none, and when too many are read already.</summary>
    public async Task<Outcome<OrderForm>> Read(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return Refusals.Malformed;
        }

        if (context.Request.ContentLength > MaxBody)
        {
            return TooLarge;
        }

        if (!await _places.WaitAsync(0, context.RequestAborted))
        {
            return Refusals.Overloaded;
        }

        try
        {
            return await ReadHere(context);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge;
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException
            || (e is OperationCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            return Refusals.Malformed;
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private static Refusal TooLarge => Refusals.OrderFileTooLarge(OrderFile.MaxBytes / 1024 / 1024);

    private async Task<Outcome<OrderForm>> ReadHere(HttpContext context)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        var form = await context.Request.ReadFormAsync(Bounds, either.Token);
        if (form.Files.Count > 1 || (form.Files.Count == 1 && form.Files[0].Name != "order"))
        {
            return Refusals.Malformed;
        }

        byte[]? file = null;
        if (form.Files.Count == 1)
        {
            file = new byte[form.Files[0].Length];
            await using var content = form.Files[0].OpenReadStream();
            await content.ReadExactlyAsync(file, either.Token);
        }

        return new OrderForm(form, file, options.Value.Region);
    }

    /// <summary>Lets an endpoint take a body as large as an order's file.</summary>
    internal sealed record Limit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MaxBody;
    }
}

using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Sferum.Files;

/// <summary>
/// Bytes in a bucket of an S3-compatible store. Only what every such store understands: plain PUT with a length, GET with a range, DELETE of one object,
/// a list by prefix.
/// </summary>
internal sealed class S3FileStore : IFileStore, IDisposable
{
    /// <summary>How many objects a list names at once.</summary>
    public int ListedAtOnce { get; init; } = 1000;

    private readonly S3Settings _settings;
    private readonly AmazonS3Client _client;

    public S3FileStore(S3Settings settings)
    {
        _settings = settings;
        _client = new AmazonS3Client(
            new BasicAWSCredentials(settings.AccessKey, settings.SecretKey),
            new AmazonS3Config
            {
                ServiceURL = settings.Url,
                AuthenticationRegion = settings.Region,
                ForcePathStyle = true,

                // The SDK's own checksums and its chunked PUT are refused by many stores that are not its maker's.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
                MaxErrorRetry = 2,
            });
    }

    public Task Put(FileKey key, Stream content, long length, CancellationToken cancel) => Ask(async () =>
    {
        if (content.Length - content.Position != length)
        {
            throw new IOException($"{content.Length - content.Position} bytes came, {length} were announced.");
        }

        await _client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = _settings.Bucket, Key = Name(key), InputStream = content, AutoCloseStream = false, AutoResetStreamPosition = false, UseChunkEncoding = false,
            },
            cancel);
        return true;
    });

    public Task<Stream?> Open(FileKey key, long from, long length, CancellationToken cancel) => Ask(async () =>
    {
        try
        {
            var found = await _client.GetObjectAsync(
                new GetObjectRequest { BucketName = _settings.Bucket, Key = Name(key), ByteRange = new ByteRange(from, from + length - 1) }, cancel);
            return (Stream?)new StreamPart(found.ResponseStream, length);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    public Task Remove(FileId file, string parts, CancellationToken cancel) => Ask(async () =>
    {
        string? next = null;
        do
        {
            var found = await _client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = _settings.Bucket, Prefix = Name(new FileKey(file, parts)), ContinuationToken = next, MaxKeys = ListedAtOnce }, cancel);
            foreach (var one in found.S3Objects ?? [])
            {
                await _client.DeleteObjectAsync(_settings.Bucket, one.Key, cancel);
            }

            next = found.IsTruncated == true ? found.NextContinuationToken : null;
        }
        while (next is not null);
        return true;
    });

    public void Dispose() => _client.Dispose();

    private string Name(FileKey key) => $"{_settings.Prefix}{key.File.Value:N}/{key.Part}";

    private static async Task<T> Ask<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            throw new IOException("The store of files did not answer as it should.", e);
        }
    }
}

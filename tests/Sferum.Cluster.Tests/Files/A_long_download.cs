using Microsoft.Extensions.Time.Testing;

namespace Sferum.Files;

/// <summary>A download is asked about while it passes.</summary>
public sealed class A_long_download
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FileKey _key = FileKey.Content(FileId.New());
    private bool _may = true;
    private int _asked;

    [Fact]
    public async Task Ends_half_a_minute_after_the_right_has_ended_at_the_latest()
    {
        await using var stream = Stream();
        Assert.Equal(10, await stream.ReadAsync(new byte[10]));
        _may = false;
        Assert.Equal(10, await stream.ReadAsync(new byte[10]));

        _clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<IOException>(() => stream.ReadExactlyAsync(new byte[10]).AsTask());
    }

    [Fact]
    public async Task Goes_on_with_the_right_and_is_not_asked_about_at_each_byte()
    {
        await using var stream = Stream();
        for (var i = 0; i < 100; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(1, await stream.ReadAsync(new byte[1]));
        }

        Assert.Equal(3, _asked);
    }

    [Fact]
    public async Task Is_read_from_any_place()
    {
        await using var stream = Stream();
        var two = new byte[2];
        stream.Seek(40, SeekOrigin.Begin);
        await stream.ReadExactlyAsync(two);
        Assert.Equal([40, 41], two);

        stream.Position = 98;
        await stream.ReadExactlyAsync(two);
        Assert.Equal([98, 99], two);
        Assert.Equal(0, await stream.ReadAsync(two));
    }

    private StoredStream Stream() => new(
        new Bytes(),
        _key,
        100,
        _ =>
        {
            _asked++;
            return new(_may);
        },
        _clock);

    /// <summary>A hundred bytes that are their own places.</summary>
    private sealed class Bytes : IFileStore
    {
        public Task<Stream?> Open(FileKey key, long from, long length, CancellationToken cancel) =>
            Task.FromResult<Stream?>(new MemoryStream([.. Enumerable.Range((int)from, (int)length).Select(static i => (byte)i)]));

        public Task Put(FileKey key, Stream content, long length, CancellationToken cancel) => throw new NotSupportedException();

        public Task Remove(FileId file, string parts, CancellationToken cancel) => throw new NotSupportedException();
    }
}

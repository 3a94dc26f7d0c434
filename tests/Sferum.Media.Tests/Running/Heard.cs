namespace Sferum.Calls;

/// <summary>Remembers what a link tells, and lets tests wait for it.</summary>
internal sealed class Heard : IMediaEvents
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<string> _all = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public void Lost() => Hear("lost");

    public void Up(long leg) => Hear($"up {leg}");

    public void Down(long leg) => Hear($"down {leg}");

    public void Talks(string room, string feed, bool talks) => Hear($"{feed} {(talks ? "talks" : "is silent")} in {room}");

    public Task IsLost() => Tells("lost");

    public Task IsUp(long leg) => Tells($"up {leg}");

    public Task IsDown(long leg) => Tells($"down {leg}");

    public async Task Tells(string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (_all.Contains(what))
                {
                    return;
                }

                news = _news.Task;
            }

            try
            {
                await news.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"«{what}» was not told, but: {string.Join(", ", All)}");
            }
        }
    }

    private void Hear(string what)
    {
        TaskCompletionSource news;
        lock (_gate)
        {
            _all.Add(what);
            (news, _news) = (_news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        news.SetResult();
    }
}

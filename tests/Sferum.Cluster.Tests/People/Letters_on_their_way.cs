using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Sferum.People;

/// <summary>What becomes of a letter that an act has written.</summary>
public sealed class Letters_on_their_way
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Are_sent_in_the_readers_language_and_are_done() =>
        Assert.Equal("done", await Fate(age: TimeSpan.Zero, taken: true, static letter =>
        {
            Assert.Equal(("a@example.org", "Application 7 is rejected"), (letter.To, letter.Subject));
            Assert.Contains("Reason: No", letter.Text, StringComparison.Ordinal);
        }));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(600, 600)]
    [InlineData(86_400, 3_600)]
    public async Task Rest_the_longer_the_older_they_are_when_no_server_takes_them(int ageSeconds, int restSeconds) =>
        Assert.Equal($"rests {restSeconds}", await Fate(TimeSpan.FromSeconds(ageSeconds), taken: false));

    [Fact]
    public async Task Are_given_up_after_days() => Assert.Equal("done", await Fate(TimeSpan.FromDays(4), taken: false));

    private static async Task<string> Fate(TimeSpan age, bool taken, Action<MailLetter>? seen = null)
    {
        var outbox = new Outbox(new QueuedLetter(
            Guid.CreateVersion7(), Now - age, "a@example.org", "letters.application_rejected",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = "7", ["school"] = "School", ["reason"] = "No" }, "en"));
        var sender = new Sender(taken);
        using var pump = new MailPump(outbox, sender, new FakeTimeProvider(Now), NullLogger<MailPump>.Instance);
        await pump.StartAsync(TestContext.Current.CancellationToken);
        var fate = await outbox.Fates.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        await pump.StopAsync(TestContext.Current.CancellationToken);
        seen?.Invoke(sender.Last!);
        return fate;
    }

    private sealed class Outbox(QueuedLetter letter) : IMailOutbox
    {
        private bool _taken;

        public Channel<string> Fates { get; } = Channel.CreateUnbounded<string>();

        public ValueTask<IReadOnlyList<QueuedLetter>> Take(int limit, TimeSpan lease, CancellationToken cancel)
        {
            IReadOnlyList<QueuedLetter> letters = _taken ? [] : [letter];
            _taken = true;
            return new(letters);
        }

        public ValueTask Done(Guid id, CancellationToken cancel) => Fates.Writer.WriteAsync("done", cancel);

        public ValueTask Failed(Guid id, TimeSpan pause, CancellationToken cancel) => Fates.Writer.WriteAsync($"rests {(int)pause.TotalSeconds}", cancel);
    }

    private sealed class Sender(bool takes) : IMailSender
    {
        public MailLetter? Last { get; private set; }

        public ValueTask<bool> Send(MailLetter message, CancellationToken cancel)
        {
            Last = message;
            return new(takes);
        }
    }
}

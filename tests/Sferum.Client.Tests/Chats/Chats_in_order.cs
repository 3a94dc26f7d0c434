using CsCheck;
using Sferum.Live;
using Sferum.Stub;

namespace Sferum.Chats;

/// <summary>Whatever the network does to batches, answers and pages, the consumer gets each number once and in order, and in the end all.</summary>
public sealed class Chats_in_order
{
    private static readonly Guid Id = Guid.CreateVersion7();

    private enum Fate
    {
        Append,
        Deliver,
        DeliverOld,
        Lose,
        AskResume,
        AnswerResume,
        AskPage,
        AnswerPage,
        Reconnect,
        ConsumerTired,
        ListAgain,
    }

    [Fact]
    public void Any_interleaving_of_batches_answers_and_pages_ends_in_order()
    {
        var step = Gen.Select(Gen.Enum<Fate>(), Gen.Int[1, 7]);
        Gen.Select(step.List[0, 120], Gen.Int[0, 5], Gen.Bool).Sample(
            (steps, known, jumps) =>
            {
                var world = new World(known, jumps ? WhenTooFar.Jump : WhenTooFar.ReadAll);
                foreach (var (fate, size) in steps)
                {
                    world.Do(fate, size);
                }

                world.Settle();
                Assert.Equal(world.Head, world.Consumer.Last);
                Assert.True(jumps || world.Consumer.Jumps == 0);
            },
            iter: 20_000);
    }

    [Fact]
    public void A_flood_behind_a_hole_is_bounded_and_read()
    {
        var world = new World(0, WhenTooFar.Jump);
        world.Settle();
        world.Do(Fate.Append, 1);
        world.Do(Fate.Lose, 1);
        for (var i = 0; i < 3 * ChatOrder.MostWaiting; i++)
        {
            world.Do(Fate.Append, 1);
            world.Do(Fate.Deliver, 1);
        }

        world.Settle();
        Assert.Equal(world.Head, world.Consumer.Last);
    }

    [Fact]
    public void A_window_that_begins_later_skips_what_is_not_the_readers()
    {
        var consumer = new Consumer();
        var chats = new ChatsInOrder(consumer, WhenTooFar.Jump);
        chats.Begin(new KnownChat(Id, 3));
        consumer.Last = 10;
        chats.TakeResume(chats.Known(), Answer([StubChat.Listed(Id, head: 12, from: 10)], [new ChatEvents(Id, [StubChat.Row(11), StubChat.Row(12)])]));

        Assert.Equal(12, consumer.Last);
        Assert.False(chats.TryNextBehind(out _, out _));
    }

    [Fact]
    public void A_restored_backup_takes_the_place_back()
    {
        var consumer = new Consumer { Last = 50 };
        var chats = new ChatsInOrder(consumer, WhenTooFar.ReadAll);
        chats.Begin(new KnownChat(Id, 50));
        chats.TakeResume(chats.Known(), Answer([StubChat.Listed(Id, head: 20)], [], Id));
        chats.TakeLive(new ChatEvents(Id, [StubChat.Row(21)]));

        Assert.Equal(21, consumer.Last);
        Assert.Equal(1, consumer.Jumps);
    }

    [Fact]
    public void What_may_not_be_read_is_not_asked_for_again()
    {
        var chats = new ChatsInOrder(new Consumer { Last = 1 }, WhenTooFar.Jump);
        chats.Begin(new KnownChat(Id, 1));
        chats.TakeLive(new ChatEvents(Id, [StubChat.Row(5)]));
        Assert.True(chats.TryNextBehind(out var chat, out var after));
        Assert.Equal((Id, 1), (chat, after));
        chats.NotReadable(Id);
        chats.StillBehind(Id);

        Assert.False(chats.TryNextBehind(out _, out _));
    }

    private static ResumeAnswer Answer(IReadOnlyList<ChatSummary> list, IReadOnlyList<ChatEvents> missed, params Guid[] tooFar) => new(list, missed, [], tooFar, 0);

    private sealed class Consumer : ILiveObserver
    {
        public long Last { get; set; }

        public int Jumps { get; private set; }

        public bool IsTired { get; set; }

        public void OnStarted(ChatSummary chat, long from) => Last = from;

        public void OnTooFar(ChatSummary chat, long had) => (Last, Jumps) = (chat.Head, Jumps + 1);

        public bool OnEvents(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source)
        {
            if (IsTired)
            {
                IsTired = false;
                return false;
            }

            foreach (var one in events)
            {
                Assert.Equal(Last + 1, one.Number);
                Last = one.Number;
            }

            return true;
        }
    }

    /// <summary>A log, what is on its way from it, and a client. Only one request of a kind is under way, as in <see cref="LiveConnection"/>.</summary>
    private sealed class World
    {
        private readonly ChatsInOrder _chats;
        private readonly StubChat _log = new(Id);
        private readonly Queue<long> _onTheWay = new();
        private (IReadOnlyList<KnownChat> Named, ResumeAnswer Answer)? _resume;
        private (long After, ChatPage Page)? _page;
        private bool _hasResumed;

        public World(int known, WhenTooFar whenTooFar)
        {
            _chats = new ChatsInOrder(Consumer, whenTooFar);
            Do(Fate.Append, 5);
            _onTheWay.Clear();
            if (known > 0)
            {
                _chats.Begin(new KnownChat(Id, known));
                Consumer.Last = known;
            }
        }

        public Consumer Consumer { get; } = new();

        public long Head => _log.Head;

        public void Do(Fate fate, int size)
        {
            switch (fate)
            {
                case Fate.Append:
                    for (var i = 0; i < size; i++)
                    {
                        _onTheWay.Enqueue(_log.Append("", Guid.CreateVersion7()).Row.Number);
                    }

                    break;
                case Fate.Deliver when _hasResumed && _onTheWay.Count > 0:
                    var batch = new List<ChatEventDto>();
                    while (batch.Count < size && _onTheWay.TryDequeue(out var number))
                    {
                        batch.Add(StubChat.Row(number));
                    }

                    _chats.TakeLive(new ChatEvents(Id, batch));
                    break;
                case Fate.DeliverOld when _hasResumed:
                    _chats.TakeLive(new ChatEvents(Id, _log.After(Math.Max(0, Head - size), 3)));
                    break;
                case Fate.Lose:
                    _onTheWay.TryDequeue(out _);
                    break;
                case Fate.AskResume when _resume is null:
                    _resume = Resume();
                    break;
                case Fate.AnswerResume when _resume is { } resume:
                    _resume = null;
                    _hasResumed = true;
                    _chats.TakeResume(resume.Named, resume.Answer);
                    break;
                case Fate.AskPage when _page is null && _hasResumed && _chats.TryNextBehind(out _, out var after):
                    _page = (after, _log.Page(after, size));
                    break;
                case Fate.AnswerPage when _page is var (asked, page):
                    _page = null;
                    _chats.TakePage(page, asked);
                    _chats.StillBehind(Id);
                    break;
                case Fate.Reconnect:
                    (_resume, _page, _hasResumed) = (null, null, false);
                    _chats.StillBehind(Id);
                    _onTheWay.Clear();
                    break;
                case Fate.ConsumerTired:
                    Consumer.IsTired = true;
                    break;
                case Fate.ListAgain when _hasResumed:
                    _chats.TakeListChange(new ChatListChange([_log.Summary()], []));
                    break;
                default:
                    break;
            }
        }

        /// <summary>The network becomes good: one last resume, and holes are read until there are none.</summary>
        public void Settle()
        {
            Consumer.IsTired = false;
            Do(Fate.Reconnect, 0);
            Do(Fate.AskResume, 0);
            Do(Fate.AnswerResume, 0);
            for (var i = 0; i < 10_000 && _chats.TryNextBehind(out _, out var after); i++)
            {
                _chats.TakePage(_log.Page(after, 3), after);
                _chats.StillBehind(Id);
            }
        }

        private (IReadOnlyList<KnownChat>, ResumeAnswer) Resume()
        {
            var named = _chats.Known();
            var from = named.Count > 0 ? named[0].Number : Head;
            return Head - from > 12
                ? (named, Answer([_log.Summary()], [], Id))
                : (named, Answer([_log.Summary()], from < Head ? [new ChatEvents(Id, _log.After(from))] : []));
        }
    }
}

using static Sferum.History.HistoryEventType;

namespace Sferum.History;

/// <summary>
/// Each observer gets each number that it is owed, once and in order. Live events may skip numbers if the observer then fetches them; a resume may
/// not skip; nothing that is pushed may repeat or go back.
/// </summary>
internal sealed class DeliveryRules(ChatHistory chat, ChatLog log, MembershipWindows windows, Findings findings, CheckOptions options)
{
    private readonly Dictionary<int, Subscription> _subscriptions = [];

    public void Judge()
    {
        for (var i = 0; i < chat.Count; i++)
        {
            ref readonly var entry = ref chat[i];
            switch (entry.Type)
            {
                case Resumed:
                    OnResumed(entry);
                    break;
                case Seen when entry.Way is Way.Live or Way.Resume:
                    OnPushed(entry);
                    break;
                case Seen:
                    OnFetched(entry);
                    break;
                case TooFar:
                    Of(entry).Excused = true;
                    break;
                case Fenced:
                    OnFenced(entry);
                    break;
                default:
                    break;
            }
        }

        foreach (var subscription in _subscriptions.Values) AtTheEnd(subscription);
    }

    private Subscription Of(in Entry entry)
    {
        if (!_subscriptions.TryGetValue(entry.Name, out var subscription))
        {
            _subscriptions.Add(entry.Name, subscription = new Subscription(entry.Name, chat.PersonOf(entry)));
        }

        return subscription;
    }

    private void OnResumed(in Entry resumed)
    {
        var subscription = Of(resumed);
        if (subscription.Started && !subscription.Excused)
        {
            foreach (var (from, to) in Missing(subscription, resumed.Number))
            {
                Add(ViolationKind.HoleSeen, subscription, from, $"resumed from {resumed.Number} without ever having got {Told.Range(from, to)}");
            }
        }

        subscription.Begin(resumed.Connection, resumed.Number);

        // A line that moves names what it had when it asked, and the line that it leaves went on bringing events meanwhile.
        subscription.GoOnFrom(resumed.Number);
    }

    private void OnPushed(in Entry pushed)
    {
        var subscription = Of(pushed);
        var number = pushed.Number;
        if (subscription.Connection != pushed.Connection) subscription.Begin(pushed.Connection, null);
        if (!subscription.Started || subscription.Excused) subscription.StartAt(number - 1);
        InOrder(subscription, pushed);
        subscription.Pushed.Add(number);
        subscription.LastPushed = Math.Max(subscription.LastPushed, number);
        Got(subscription, pushed);
    }

    private void InOrder(Subscription subscription, in Entry pushed)
    {
        var (number, last) = (pushed.Number, subscription.LastPushed);
        if (subscription.Pushed.Contains(number)) Add(ViolationKind.SeenTwice, subscription, number, $"was pushed {number} twice, again at {pushed.At}");
        else if (number <= subscription.ResumedFrom) Add(ViolationKind.ResumeRepeated, subscription, number, $"resumed from {subscription.ResumedFrom} and was sent {number}");
        else if (number < last) Add(ViolationKind.OutOfOrder, subscription, number, $"was pushed {number} after {last}");
        else if (pushed.Way == Way.Resume && subscription.ResumedFrom is not null && number > last + 1)
        {
            foreach (var (from, to) in Owed(subscription, (last + 1, number - 1)))
            {
                Add(ViolationKind.ResumeSkipped, subscription, from, $"resumed from {subscription.ResumedFrom} and was sent {number} after {last}, without {Told.Range(from, to)}");
            }
        }
    }

    private void OnFetched(in Entry fetched)
    {
        var subscription = Of(fetched);
        if (subscription.Started) Got(subscription, fetched);
    }

    private void Got(Subscription subscription, in Entry got)
    {
        if (got.Number <= subscription.Start) return;
        subscription.Seen.Add(got.Number);
        if (got.Way != Way.History) subscription.Top = Math.Max(subscription.Top, got.Number);
        var isWhole = subscription.Seen.Covers(subscription.Start + 1, subscription.Top) || !Missing(subscription, subscription.Top).Any();
        if (!isWhole) subscription.HoleSince ??= got.At;
        else if (subscription.HoleSince is { } since)
        {
            subscription.HoleSince = null;
            if (options.JudgeLateRepairs && got.At - since > options.RepairWithin.Ticks)
            {
                Add(ViolationKind.LateRepair, subscription, got.Number, $"a hole opened at {since} was filled at {got.At}");
            }
        }
    }

    private void OnFenced(in Entry fenced)
    {
        var subscription = Of(fenced);
        var top = subscription.Top;
        if (!subscription.Started) subscription.StartAt(log.Baseline);
        foreach (var (from, to) in Missing(subscription, fenced.Number))
        {
            var isTail = from > top;
            Add(
                isTail ? ViolationKind.UndeliveredTail : ViolationKind.HoleSeen,
                subscription,
                from,
                $"never got {Told.Range(from, to)}; the fence at {fenced.At} stood at {fenced.Number}, it had got up to {top}");
        }

        if (fenced.Number > subscription.Start) subscription.StartAt(fenced.Number);
    }

    private void AtTheEnd(Subscription subscription)
    {
        if (!subscription.Started || subscription.Excused) return;
        var facts = chat.History.Observers[subscription.Observer];
        if (facts.ClosedAt.TryGetValue(subscription.Connection, out var closed) && closed - subscription.HoleSince <= options.RepairWithin.Ticks) return;
        foreach (var (from, to) in Missing(subscription, subscription.Top))
        {
            Add(ViolationKind.HoleSeen, subscription, from, $"got {to + 1} and never {Told.Range(from, to)}");
        }
    }

    /// <summary>What the observer is owed up to a number and has not got.</summary>
    private IEnumerable<(int From, int To)> Missing(Subscription subscription, int upTo) =>
        subscription.Seen.Missing(subscription.Start + 1, upTo).SelectMany(run => Owed(subscription, run));

    private IEnumerable<(int From, int To)> Owed(Subscription subscription, (int From, int To) run) =>
        windows.Owed(subscription.Person, run).Where(part => log.HasAny(part.From, part.To));

    private void Add(ViolationKind kind, Subscription subscription, int number, FormattableString what) =>
        findings.Add(kind, chat.Chat, number, $"{chat.History.Names[subscription.Observer]} {FormattableString.Invariant(what)}", subscription.Person);
}

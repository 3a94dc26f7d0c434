using Sferum.Chats;
using Sferum.People;

namespace Sferum.Push;

/// <summary>
/// What is to be told to browsers that nobody looks at. A chat with new messages waits a moment; whoever has read them by then is not told. Whoever is not
/// to be woken now is told later, once, of all that came.
/// </summary>
public interface IPushNews
{
    /// <summary>Chats have new messages.</summary>
    /// <param name="news">Each with the number of its newest.</param>
    /// <param name="due">When it is to be told; one that waits already keeps its time.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    ValueTask Note(IReadOnlyList<ChatNews> news, DateTimeOffset due, CancellationToken cancel);

    /// <summary>Takes chats whose time has come, so that nobody else does for a while.</summary>
    ValueTask<IReadOnlyList<ChatNews>> Take(int limit, TimeSpan lease, CancellationToken cancel);

    /// <summary>Browsers to be told of a chat: of members who have not read it, want to know of it, and have not been told.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="after">Subscriptions behind this one, by id.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    ValueTask<IReadOnlyList<PushReader>> Readers(ChatId chat, Guid after, int limit, CancellationToken cancel);

    /// <summary>People have been told of a chat up to a number.</summary>
    ValueTask Told(ChatId chat, long number, IReadOnlyList<PersonId> people, CancellationToken cancel);

    /// <summary>All have been told, or will be later. What came meanwhile stays due.</summary>
    ValueTask Done(ChatNews news, CancellationToken cancel);

    /// <summary>Somebody is to be told later, of everything together.</summary>
    /// <param name="person">Who.</param>
    /// <param name="until">When.</param>
    /// <param name="inVain">It was tried, and the push service did not take it.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    ValueTask Postpone(PersonId person, DateTimeOffset until, bool inVain, CancellationToken cancel);

    /// <summary>Takes people whom it is time to tell, so that nobody else does for a while.</summary>
    ValueTask<IReadOnlyList<DueDigest>> TakeDigests(int limit, TimeSpan lease, CancellationToken cancel);

    /// <summary>What there is to tell somebody: by browser, chats together.</summary>
    ValueTask<IReadOnlyList<PushReader>> Digest(PersonId person, CancellationToken cancel);

    /// <summary>Somebody was told, or there is nothing to tell: nothing waits any more.</summary>
    ValueTask DigestDone(PersonId person, CancellationToken cancel);

    /// <summary>The browser is gone.</summary>
    ValueTask Gone(Guid subscription, CancellationToken cancel);
}

/// <summary>A chat with new messages, up to a number.</summary>
public readonly record struct ChatNews(ChatId Chat, long Number);

/// <summary>Somebody whom it is time to tell; how often it was tried in vain.</summary>
public readonly record struct DueDigest(PersonId Person, int Tries);

/// <summary>A browser with something to tell.</summary>
/// <param name="Id">The subscription.</param>
/// <param name="Person">Whose.</param>
/// <param name="Target">Where.</param>
/// <param name="Chats">In how many chats there is something.</param>
/// <param name="Unread">How many messages.</param>
/// <param name="Own">The person's quiet hours.</param>
/// <param name="Schools">The school's.</param>
public sealed record PushReader(Guid Id, PersonId Person, PushTarget Target, int Chats, long Unread, QuietHours? Own, QuietHours? Schools)
{
    /// <summary>When the silence that reigns now ends; null when there is none.</summary>
    public DateTimeOffset? QuietUntil(DateTimeOffset now) =>
        (Own?.Until(now), Schools?.Until(now)) is var (own, school) && own > school ? own : school ?? own;
}

using System.Globalization;

namespace Sferum;

/// <summary>Every refusal the system knows: one place, so that a test can prove that each code has its sentence in each language.</summary>
public static partial class Refusals
{
    /// <summary>The request could not be read as what the method takes.</summary>
    public static readonly Refusal Malformed = new("request.malformed");

    /// <summary>The operation is not allowed to this caller at all. For things of others the answer is <see cref="NotFound"/>.</summary>
    public static readonly Refusal Denied = new("request.denied");

    /// <summary>It does not exist, or it is not the caller's to know of: the two look the same.</summary>
    public static readonly Refusal NotFound = new("request.not_found");

    /// <summary>Sign in first, or again.</summary>
    public static readonly Refusal SignInNeeded = new("request.sign_in_needed");

    /// <summary>Too much at once; the same request may be repeated after the given time.</summary>
    public static readonly Refusal Overloaded = new("server.overloaded", RetryAfterMs: 1000);

    /// <summary>Something the server depends on is away; the same request may be repeated.</summary>
    public static readonly Refusal Unavailable = new("server.unavailable", RetryAfterMs: 2000);

    /// <summary>This gateway is being emptied: the same request is answered by another one at once.</summary>
    public static readonly Refusal Draining = new("server.draining", RetryAfterMs: 500);

    /// <summary>The server cannot tell whether the command took effect: repeat it with the same request id.</summary>
    public static readonly Refusal OutcomeUnknown = new("server.outcome_unknown", RetryAfterMs: 200);

    /// <summary>The caller's own limit is used up for now.</summary>
    public static readonly Refusal TooMany = new("request.too_many", RetryAfterMs: 1000);

    /// <summary>The text has no visible character.</summary>
    public static readonly Refusal TextEmpty = new("chat.text_empty");

    /// <summary>The text holds characters that no reader could see or no store could keep (U+0000, lone surrogates).</summary>
    public static readonly Refusal TextInvalid = new("chat.text_invalid");

    /// <summary>Only some people write here.</summary>
    public static readonly Refusal ReadOnlyChat = new("chat.read_only");

    /// <summary>The message cannot be edited or deleted by this person any more.</summary>
    public static readonly Refusal WindowClosed = new("chat.window_closed");

    /// <summary>The message is somebody else's.</summary>
    public static readonly Refusal NotYours = new("chat.not_yours");

    /// <summary>There is no such message here (or not in the reader's window).</summary>
    public static readonly Refusal NoSuchMessage = new("chat.no_such_message");

    /// <summary>The message was deleted.</summary>
    public static readonly Refusal MessageDeleted = new("chat.message_deleted");

    /// <summary>The same request id was used for something else.</summary>
    public static readonly Refusal RequestIdReused = new("chat.request_id_reused");

    /// <summary>Not an emoji we keep.</summary>
    public static readonly Refusal EmojiInvalid = new("chat.emoji_invalid");

    /// <summary>The phone number is not a number that can receive a code.</summary>
    public static readonly Refusal PhoneInvalid = new("sign_in.phone_invalid");

    /// <summary>Wrong, expired, used or over-tried code: all look the same.</summary>
    public static readonly Refusal CodeWrong = new("sign_in.code_wrong");

    /// <summary>The claim is unknown, used or expired: all look the same.</summary>
    public static readonly Refusal ClaimInvalid = new("sign_in.claim_invalid");

    /// <summary>The phone belongs to somebody who has a place already: one phone, one account.</summary>
    public static readonly Refusal PhoneTaken = new("sign_in.phone_taken");

    /// <summary>The session has ended; sign in again.</summary>
    public static readonly Refusal SessionEnded = new("sign_in.session_ended");

    /// <summary>The person has no place in that school.</summary>
    public static readonly Refusal NoAffiliation = new("sign_in.no_affiliation");

    /// <summary>The text is longer than it may be.</summary>
    /// <param name="limit">The limit, in characters.</param>
    /// <returns>The refusal.</returns>
    public static Refusal TextTooLong(int limit) => new("chat.text_too_long", Args: Arg("limit", limit));

    /// <summary>Too many different reactions on one message.</summary>
    /// <param name="limit">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal EmojiTooMany(int limit) => new("chat.emoji_too_many", Args: Arg("limit", limit));

    /// <summary>Too many pinned messages.</summary>
    /// <param name="limit">The limit.</param>
    /// <returns>The refusal.</returns>
    public static Refusal PinsTooMany(int limit) => new("chat.pins_too_many", Args: Arg("limit", limit));

    /// <summary>Ask for a code again later.</summary>
    /// <param name="seconds">When.</param>
    /// <returns>The refusal.</returns>
    public static Refusal CodeTooSoon(int seconds) => new("sign_in.too_soon", RetryAfterMs: seconds * 1000, Args: Arg("seconds", seconds));

    private static Dictionary<string, string> Arg(string key, int value) => new(StringComparer.Ordinal) { [key] = value.ToString(CultureInfo.InvariantCulture) };
}

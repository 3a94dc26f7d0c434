using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sferum.Keys;

namespace Sferum.People;

/// <summary>Sign-in by a phone and a one-time code.</summary>
internal sealed partial class CodeSignIn(
    ISignIns signIns,
    ISmsSender sms,
    IKeyRing keys,
    SessionDesk desk,
    SessionEnds ends,
    NewDevices devices,
    IOptions<PeopleOptions> options,
    TimeProvider time,
    ILogger<CodeSignIn> log)
{
    private static readonly Refusal TriesSpent = Refusals.TooMany with { RetryAfterMs = 60_000 };

    private SignInLimits Limits => options.Value.Limits;

    /// <summary>
    /// Sends a code. Whether anybody has this phone is not looked at before the code is shown: known and unknown phones take the same way and the
    /// same time.
    /// </summary>
    public async ValueTask<Outcome<CodeSent>> Ask(CodeRequest request, string address, string locale, CancellationToken cancel)
    {
        if (PhoneNumberReader.Read(request.Phone, options.Value.Region) is not { } phone)
        {
            return Refusals.PhoneInvalid;
        }

        var now = time.GetUtcNow();
        var code = OneTimeCode.New();
        var id = Guid.CreateVersion7();
        var spent = await signIns.Add(
            new SignInAttempt
            {
                Id = id,
                PhoneHash = keys.PhoneHash(phone),
                PhoneSealed = keys.Encrypt(phone),
                AddressHash = keys.SecretHash("address", address),
                CodeHash = OneTimeCode.Hash(keys, id, code),
                At = now,
                ExpiresAt = now + Limits.CodeLife,
            },
            Limits.Codes,
            cancel);
        if (spent is not null)
        {
            return Refuse(spent, now);
        }

        var args = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["code"] = code,
            ["minutes"] = ((int)Limits.CodeLife.TotalMinutes).ToString(CultureInfo.InvariantCulture),
        };
        return await sms.Send(new SmsMessage(id, phone, TextCatalogue.Render("people.sms_code", args, locale)), cancel)
            ? new CodeSent(id, (int)Limits.CodeLife.TotalSeconds, (int)Limits.BetweenCodes.TotalSeconds)
            : Refusals.Unavailable with { RetryAfterMs = (int)Limits.BetweenCodes.TotalMilliseconds };
    }

    /// <summary>Signs in with the code. Wrong, expired, used, over-tried and never sent look the same and take the same work.</summary>
    public async ValueTask<Outcome<SignedIn>> Confirm(ConfirmRequest request, string locale, CancellationToken cancel)
    {
        if (OneTimeCode.Read(request.Code) is not { } code)
        {
            return Refusals.CodeWrong;
        }

        byte[]? claim = null;
        if (!string.IsNullOrWhiteSpace(request.Claim) && (claim = ClaimCode.Hash(keys, request.Claim)) is null)
        {
            return Refusals.ClaimInvalid;
        }

        var now = time.GetUtcNow();
        if (await signIns.WrongTriesSpent(request.AttemptId, Limits.WrongTries, now, cancel) is { } spent)
        {
            Guessing(log, spent.Limit, spent.Window, spent.Scope);
            return TriesSpent;
        }

        var hash = await signIns.Try(request.AttemptId, Limits.TriesPerCode, now, cancel);
        if (!CryptographicOperations.FixedTimeEquals(hash ?? new byte[32], OneTimeCode.Hash(keys, request.AttemptId, code)))
        {
            return Refusals.CodeWrong;
        }

        var (session, token) = desk.New(request.Device, request.DeviceId);
        var ticket = ClaimCode.ForLink();
        var completed = await signIns.Complete(
            new SignInCompletion
            {
                Attempt = request.AttemptId,
                ClaimHash = claim,
                NewcomerName = TextCatalogue.Render("people.newcomer", null, locale),
                Session = session,
                TicketHash = SecondSignIn.Hash(keys, ticket),
            },
            cancel);
        if (completed.IsRefused(out var refusal))
        {
            return refusal;
        }

        if (completed.Value.Former is { } former)
        {
            await ends.Tell(former, completed.Value.Ended, "revoked");
        }

        if (completed.Value.NeedsSecond)
        {
            return Refusals.SecondNeeded(ticket);
        }

        devices.Tell(completed.Value, session);
        return await desk.Open(new OpenSession(completed.Value.Person, session.Id, null, HasShownFactor: false), token, cancel);
    }

    private Refusal Refuse(SpentBudget spent, DateTimeOffset now)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling((spent.Until - now).TotalSeconds));
        if (spent.Budget.Scope == BudgetScope.Phone)
        {
            return Refusals.CodeTooSoon(seconds);
        }

        CodesSpent(log, spent.Budget.Limit, spent.Budget.Window, spent.Budget.Scope);
        return Refusals.TooMany with { RetryAfterMs = seconds * 1000 };
    }
}

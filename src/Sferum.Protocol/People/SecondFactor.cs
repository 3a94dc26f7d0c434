namespace Sferum.People;

/// <summary>The rest of a sign-in that was answered by <c>sign_in.second_needed</c>.</summary>
/// <param name="Ticket">From the refusal's arguments; lives five minutes.</param>
/// <param name="Code">Six digits of the second factor, or a recovery code.</param>
public sealed record SecondSignInRequest(string Ticket, string Code);

/// <summary>A code of the second factor.</summary>
/// <param name="Code">Six digits, or a recovery code.</param>
public sealed record FactorCode(string Code);

/// <summary>A second factor to be taken: shown once. It is in force when a code of it has been shown.</summary>
/// <param name="Secret">For typing in, base 32.</param>
/// <param name="Uri">For an authenticator on the same device (<c>otpauth://totp/…</c>).</param>
/// <param name="Svg">The same as a QR picture.</param>
public sealed record FactorOffer(string Secret, string Uri, string Svg);

/// <summary>The code was right: the session has shown its second factor. Renew the access token to go on with it.</summary>
/// <param name="RecoveryCodes">When a factor has come into force by it: ten codes for the day the device is lost, each good once, shown once. Otherwise empty.</param>
public sealed record FactorConfirmed(IReadOnlyList<string> RecoveryCodes);

/// <summary>One's own second factor.</summary>
/// <param name="Since">When it came into force (Unix ms); null when there is none.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes are unused.</param>
public sealed record FactorState(long? Since, int RecoveryCodesLeft);

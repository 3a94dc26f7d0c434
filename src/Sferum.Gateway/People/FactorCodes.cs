using OtpNet;
using Sferum.Keys;

namespace Sferum.People;

/// <summary>Looks at codes of second factors: after the try has been counted, never before.</summary>
internal sealed class FactorCodes(ISecondFactors factors, IKeyRing keys, TimeProvider time)
{
    private const int SecretBytes = 20;

    /// <summary>The clocks of people's devices may be one step of 30 s off.</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A fresh secret, base 32.</summary>
    public static string NewSecret() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(SecretBytes));

    /// <summary>A recovery code as it is stored.</summary>
    public static byte[] RecoveryHash(IKeyRing keys, PersonId person, string code) => keys.SecretHash("recovery", $"{person.Value:N}:{code}");

    /// <summary>What a right code proves. It is not used up yet.</summary>
    public async ValueTask<Outcome<Looked>> Look(PersonId person, string? typed, CancellationToken cancel)
    {
        var (digits, recovery) = (OneTimeCode.Read(typed), ClaimCode.Read(typed));
        if (digits is null && recovery is null)
        {
            return Refusals.FactorCodeWrong;
        }

        var tried = await factors.Try(person, time.GetUtcNow(), cancel);
        if (tried.IsRefused(out var refusal))
        {
            return refusal;
        }

        if (digits is null)
        {
            return new Looked(new FactorProof.Recovery(RecoveryHash(keys, person, recovery!)), tried.Value.InForce);
        }

        var totp = new Totp(Base32Encoding.ToBytes(keys.Decrypt(tried.Value.SecretSealed)));
        return totp.VerifyTotp(time.GetUtcNow().UtcDateTime, digits, out var step, Window)
            ? new Looked(new FactorProof.Totp(step, tried.Value.SecretSealed), tried.Value.InForce)
            : Refusals.FactorCodeWrong;
    }

    /// <summary>A code that may be right.</summary>
    /// <param name="Proof">What is to be used up.</param>
    /// <param name="InForce">Whether the factor is in force, or only offered.</param>
    internal sealed record Looked(FactorProof Proof, bool InForce);
}

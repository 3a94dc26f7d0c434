using OtpNet;
using QRCoder;
using Sferum.Keys;

namespace Sferum.People;

/// <summary>One's own second factor: taken, shown, removed.</summary>
internal sealed class SecondFactorDesk(ISecondFactors factors, FactorCodes codes, IPeople people, IKeyRing keys, TimeProvider time)
{
    private const string Issuer = "Sferum";
    private const int PixelsPerModule = 6;

    public async ValueTask<FactorState> Read(Caller caller, CancellationToken cancel)
    {
        var (since, left) = await factors.Read(caller.Person, cancel);
        return new FactorState(since?.ToUnixTimeMilliseconds(), left);
    }

    /// <summary>A secret for an authenticator: shown here and never again.</summary>
    public async ValueTask<Outcome<FactorOffer>> Offer(Caller caller, CancellationToken cancel)
    {
        if (await people.Find(caller.Person, cancel) is not { } profile)
        {
            return Refusals.SignInNeeded;
        }

        var secret = FactorCodes.NewSecret();
        var kept = await factors.Offer(caller.Person, keys.Encrypt(secret), time.GetUtcNow(), cancel);
        if (kept.IsRefused(out var refusal))
        {
            return refusal;
        }

        var uri = new OtpUri(OtpType.Totp, secret, profile.Name, Issuer).ToString();
        return new FactorOffer(secret, uri, Picture(uri));
    }

    /// <summary>A code puts the offered factor into force, or shows for this session the one that is.</summary>
    public async ValueTask<Outcome<FactorConfirmed>> Confirm(Caller caller, FactorCode code, CancellationToken cancel)
    {
        var looked = await codes.Look(caller.Person, code.Code, cancel);
        if (looked.IsRefused(out var refusal))
        {
            return refusal;
        }

        var (proof, inForce) = (looked.Value.Proof, looked.Value.InForce);
        if (inForce)
        {
            return (await factors.Show(caller, proof, cancel)).IsRefused(out refusal) ? refusal : new FactorConfirmed([]);
        }

        if (proof is not FactorProof.Totp totp)
        {
            return Refusals.FactorCodeWrong;
        }

        string[] recovery = [.. Enumerable.Range(0, SecondFactor.RecoveryCodes).Select(static _ => ClaimCode.ForPaper())];
        byte[][] hashes = [.. recovery.Select(c => FactorCodes.RecoveryHash(keys, caller.Person, ClaimCode.Read(c)!))];
        return (await factors.Activate(caller, totp, hashes, cancel)).IsRefused(out refusal) ? refusal : new FactorConfirmed(recovery);
    }

    public async ValueTask<Outcome<Done>> Remove(Caller caller, FactorCode code, CancellationToken cancel)
    {
        var looked = await codes.Look(caller.Person, code.Code, cancel);
        return looked.IsRefused(out var refusal) ? refusal
            : looked.Value.InForce ? await factors.Remove(caller, looked.Value.Proof, cancel)
            : Refusals.NoFactor;
    }

    private static string Picture(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(PixelsPerModule);
    }
}

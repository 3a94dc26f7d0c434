using Sferum.Storage;

namespace Sferum.People;

/// <summary>What second factors do inside the transactions of others.</summary>
internal static class FactorActs
{
    public static async Task<bool> IsInForce(WriteTransaction write, PersonId person, CancellationToken cancel) =>
        await write.First<long?>("SELECT 1 FROM second_factor WHERE person_id = @person AND active_at IS NOT NULL", new { person }, cancel) is not null;

    /// <summary>Uses a code of the factor in force up, by compare-and-set: exactly one of those who show it at once gets true.</summary>
    public static async Task<bool> Use(WriteTransaction write, PersonId person, FactorProof proof, long at, CancellationToken cancel) => proof switch
    {
        FactorProof.Totp totp => await write.Execute(
            """
            UPDATE second_factor SET last_step = @Step
            WHERE person_id = @person AND active_at IS NOT NULL AND last_step < @Step AND secret_sealed = @SecretSealed
            """,
            new { person, totp.Step, totp.SecretSealed },
            cancel) == 1,
        FactorProof.Recovery recovery => await IsInForce(write, person, cancel) && await write.Execute(
            "UPDATE recovery_code SET used_at = @at WHERE person_id = @person AND hash = @Hash AND used_at IS NULL", new { person, recovery.Hash, at }, cancel) == 1,
        _ => false,
    };

    /// <summary>A session has shown the factor.</summary>
    public static Task<int> Shown(WriteTransaction write, SessionId session, long at, CancellationToken cancel) =>
        write.Execute("UPDATE session SET factor_at = @at WHERE id = @session", new { session, at }, cancel);
}

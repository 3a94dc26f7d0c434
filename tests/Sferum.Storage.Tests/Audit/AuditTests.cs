using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Audit;

/// <summary>A school whose record has been written to.</summary>
public abstract class AuditTests<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    internal AuditReader Record => new(Store.Database, Acts, Keys, Clock);

    internal AuditVerifier Verifier => new(Store.Database, Keys);

    /// <summary>Writes one note.</summary>
    internal async Task Note(PersonId actor, AuditNote note)
    {
        await using var act = await Acts.BeginFor(actor, School, default);
        act.Note(note);
        await act.Commit(0, default);
    }

    internal async Task<ChainVerdict> Verdict()
    {
        await foreach (var verdict in Verifier.Verify(School.Value, default))
        {
            return verdict;
        }

        throw new InvalidOperationException("No chain was looked at.");
    }

    /// <summary>What somebody with the rights of a database administrator can do: the triggers are out of the way.</summary>
    protected async Task Tamper(params (string Sql, object Parameters)[] statements)
    {
        await using var write = await Store.Database.Write(default);
        var sqlite = Store.Database.Dialect == Dialect.Sqlite;
        await write.Execute(sqlite ? "DROP TRIGGER audit_is_not_changed" : "ALTER TABLE audit DISABLE TRIGGER audit_append_only");
        if (sqlite)
        {
            await write.Execute("DROP TRIGGER audit_is_not_deleted");
        }

        foreach (var (sql, parameters) in statements)
        {
            await write.Execute(sql, parameters);
        }

        if (sqlite)
        {
            await write.Execute("CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END");
            await write.Execute("CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END");
        }
        else
        {
            await write.Execute("ALTER TABLE audit ENABLE TRIGGER audit_append_only");
        }

        await write.Commit();
    }
}

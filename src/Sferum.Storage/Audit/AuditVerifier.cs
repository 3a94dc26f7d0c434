using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Dapper;
using Sferum.Keys;
using Sferum.Storage;

namespace Sferum.Audit;

internal sealed class AuditVerifier(IDatabase database, IKeyRing keys) : IAuditVerifier
{
    private const int Batch = 1000;
    private readonly PersonKeys _people = new(keys);

    public async IAsyncEnumerable<ChainVerdict> Verify(Guid? chain, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var one in chain is { } asked ? [asked] : await Chains(cancel))
        {
            yield return await Walk(one, cancel);
        }
    }

    private async Task<List<Guid>> Chains(CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition("SELECT school_id FROM audit_chain UNION SELECT school_id FROM audit", cancellationToken: cancel))];
    }

    private async Task<ChainVerdict> Walk(Guid chain, CancellationToken cancel)
    {
        // What is appended meanwhile is left for the next time.
        var head = await Head(chain, cancel);
        var links = new AuditLinks();
        while (await Rows(chain, links.Last, head.Number, cancel) is { Count: > 0 } rows)
        {
            var resealed = await Resealed(chain, rows, cancel);
            foreach (var row in rows)
            {
                links.Add(row.Row(chain), row.Hash, resealed.Contains(row.Number));
            }
        }

        links.End(head.Number, head.Hash);
        if (await LastBehind(chain, cancel) is { } behind)
        {
            links.Fault(AuditFaultKind.BehindHead, behind.Head + 1, behind.Last);
        }

        return new ChainVerdict(chain, links.Rows, links.Hash, links.Faults());
    }

    private async Task<StoredHead> Head(Guid chain, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<StoredHead>(new CommandDefinition(
            "SELECT number AS Number, hash AS Hash FROM audit_chain WHERE school_id = @chain", new { chain }, cancellationToken: cancel)) ?? new StoredHead();
    }

    private async Task<List<StoredRow>> Rows(Guid chain, long after, long upTo, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return (await connection.QueryAsync<StoredRow>(new CommandDefinition(
            $"""
            SELECT number AS Number, at AS At, actor_id AS Actor, act AS Act, subject_kind AS SubjectKind, subject_id AS Subject, person_id AS Person,
              content AS Content, hash AS Hash
            FROM audit WHERE school_id = @chain AND number > @after AND number <= @upTo ORDER BY number LIMIT {Batch}
            """,
            new { chain, after, upTo },
            cancellationToken: cancel))).AsList();
    }

    /// <summary>Rows whose content opens under no key that it could have been sealed with. Of people who are erased nothing can be said.</summary>
    private async Task<HashSet<long>> Resealed(Guid chain, List<StoredRow> rows, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var people = await _people.Open(connection, database, [.. rows.Where(static r => r.Person is not null).Select(static r => r.Person!.Value).Distinct()], cancel);
        var common = keys.AuditKey.ToArray();
        return [.. rows.Where(r => (r.Person is { } person ? people.GetValueOrDefault(person).Key : common) is { } key && !Opens(key, chain, r)).Select(static r => r.Number)];
    }

    private static bool Opens(byte[] key, Guid chain, StoredRow row)
    {
        try
        {
            AuditSeal.Open(key, row.Content, AuditRow.Place(chain, row.Number));
            return true;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Rows behind the head, in one statement: an act that commits meanwhile changes both.</summary>
    private async Task<(long Head, long Last)?> LastBehind(Guid chain, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement(
            """
            SELECT coalesce((SELECT number FROM audit_chain WHERE school_id = @chain), 0),
              coalesce((SELECT number FROM audit WHERE school_id = @chain ORDER BY number DESC LIMIT 1), 0)
            """,
            ("chain", chain));
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var (head, last) = (row.GetInt64(0), row.GetInt64(1));
        return last > head ? (head, last) : null;
    }

    private sealed record StoredHead
    {
        public long Number { get; init; }

        public byte[] Hash { get; init; } = AuditRow.Beginning;
    }

    private sealed record StoredRow
    {
        public long Number { get; init; }

        public long At { get; init; }

        public Guid Actor { get; init; }

        public string Act { get; init; } = "";

        public string SubjectKind { get; init; } = "";

        public Guid Subject { get; init; }

        public Guid? Person { get; init; }

        public byte[] Content { get; init; } = [];

        public byte[] Hash { get; init; } = [];

        public AuditRow Row(Guid chain) => new()
        {
            School = chain, Number = Number, At = At, Actor = Actor, Act = Act, SubjectKind = SubjectKind, Subject = Subject, Person = Person, Content = Content,
        };
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sferum.Keys;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Audit;

/// <summary>Appends notes to a school's chain, as the last thing in the transaction of their act: from then on other acts of the school wait for its end.</summary>
internal sealed class AuditWriter(IKeyRing keys)
{
    /// <summary>How content is written: what a person reads stays legible, and nothing is written for what is not there.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly PersonKeys _people = new(keys);

    /// <summary>Writes notes.</summary>
    /// <param name="write">The act's transaction.</param>
    /// <param name="school">Whose chain; null for the deployment's.</param>
    /// <param name="actor">Who did it; the zero id for the system itself.</param>
    /// <param name="notes">What was done.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task Write(WriteTransaction write, SchoolId? school, PersonId actor, IReadOnlyList<AuditNote> notes, long now, CancellationToken cancel)
    {
        var chain = school?.Value ?? Guid.Empty;
        var sealing = new List<byte[]>(notes.Count);
        foreach (var note in notes)
        {
            sealing.Add(note.Person is { } person ? await _people.Of(write, person, now, cancel) : keys.AuditKey.ToArray());
        }

        // Locks the chain: the numbers after it are this act's.
        var head = (await write.First<Head>(
            """
            INSERT INTO audit_chain (school_id, number, hash) VALUES (@chain, 0, @Beginning)
            ON CONFLICT (school_id) DO UPDATE SET number = audit_chain.number
            RETURNING number, hash
            """,
            new { chain, AuditRow.Beginning },
            cancel))!;
        var (number, hash) = (head.Number, head.Hash);
        for (var i = 0; i < notes.Count; i++)
        {
            var note = notes[i];
            var content = JsonSerializer.SerializeToUtf8Bytes(new AuditContent(Element(note.Before), Element(note.After), note.Reason), Json);
            var row = new AuditRow
            {
                School = chain,
                Number = ++number,
                At = now,
                Actor = actor.Value,
                Act = note.Act,
                SubjectKind = note.SubjectKind,
                Subject = note.Subject,
                Person = note.Person?.Value,
                Content = AuditSeal.Close(sealing[i], content, AuditRow.Place(chain, number)),
            };
            hash = row.Hash(hash);
            await write.Execute(
                """
                INSERT INTO audit (school_id, number, at, actor_id, act, subject_kind, subject_id, person_id, content, hash)
                VALUES (@School, @Number, @At, @Actor, @Act, @SubjectKind, @Subject, @Person, @Content, @hash)
                """,
                new { row.School, row.Number, row.At, row.Actor, row.Act, row.SubjectKind, row.Subject, row.Person, row.Content, hash },
                cancel);
        }

        await write.Execute("UPDATE audit_chain SET number = @number, hash = @hash WHERE school_id = @chain", new { chain, number, hash }, cancel);
    }

    private static JsonElement? Element(object? value) => value is null ? null : JsonSerializer.SerializeToElement(value, value.GetType(), Json);

    private sealed record Head
    {
        public long Number { get; init; }

        public byte[] Hash { get; init; } = [];
    }
}

/// <summary>What a note says, as it is sealed.</summary>
internal sealed record AuditContent(JsonElement? Before, JsonElement? After, string? Reason);

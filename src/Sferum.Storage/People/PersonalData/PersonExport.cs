using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sferum.Audit;
using Sferum.Keys;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>One person's data, part by part and row by row.</summary>
/// <param name="database">Where it is.</param>
/// <param name="keys">Opens the phone and the person's key.</param>
/// <param name="person">Whose.</param>
/// <param name="school">Of which school; null for all of it, to the person alone.</param>
internal sealed class PersonExport(IDatabase database, IKeyRing keys, PersonId person, SchoolId? school) : IPersonExport
{
    private const int FlushedAt = 16 * 1024;
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    private bool Oneself => school is null;

    public async Task Write(Stream target, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var json = new Utf8JsonWriter(target, Readable);
        await using (json)
        {
            json.WriteStartObject();
            var phone = await Phone(connection, cancel);
            if (Oneself)
            {
                json.WriteString("phone", phone is null ? null : keys.Decrypt(phone.Value.Sealed));
            }

            foreach (var section in PersonalSections.All.Where(s => Oneself || s.OfSchool is not null))
            {
                json.WriteStartArray(section.Name);
                await Rows(connection, section, phone?.Hash, json, cancel);
                json.WriteEndArray();
            }

            json.WriteStartArray("record");
            await Record(connection, json, cancel);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private async Task Rows(DbConnection connection, PersonalSection section, byte[]? phone, Utf8JsonWriter json, CancellationToken cancel)
    {
        await using var command = connection.Statement(section.For(Oneself), Parameters(phone).Where(p => section.For(Oneself).Contains("@" + p.Name, StringComparison.Ordinal)));
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            json.WriteStartObject();
            for (var i = 0; i < row.FieldCount; i++)
            {
                if (!row.IsDBNull(i) && (Oneself || row.GetName(i) != section.HiddenFromOthers))
                {
                    Value(json, row.GetName(i), row.GetValue(i));
                }
            }

            json.WriteEndObject();
            await Flush(json, cancel);
        }
    }

    private (string Name, object? Value)[] Parameters(byte[]? phone) => [("person", person.Value), ("school", school?.Value), ("phone", phone ?? [])];

    private static void Value(Utf8JsonWriter json, string name, object value)
    {
        if (value is Guid id || (name.EndsWith("id", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(value as string, out id)))
        {
            json.WriteString(name, id);
        }
        else if (value is string text)
        {
            json.WriteString(name, text);
        }
        else
        {
            json.WriteNumber(name, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What was done to the person, as the record has it: what, when, why; not by whom.</summary>
    private async Task Record(DbConnection connection, Utf8JsonWriter json, CancellationToken cancel)
    {
        var opened = await new PersonKeys(keys).Open(connection, database, [person.Value], cancel);
        var key = opened.GetValueOrDefault(person.Value).Key;
        await using var command = connection.Statement(
            $"SELECT school_id, number, at, act, content FROM audit WHERE person_id = @person {(Oneself ? "" : "AND school_id = @school")} ORDER BY at, school_id, number",
            [("person", person.Value), .. Oneself ? Array.Empty<(string, object?)>() : [("school", school!.Value.Value)]]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            json.WriteStartObject();
            json.WriteNumber("at", row.GetInt64(2));
            json.WriteString("act", row.GetString(3));
            if (key is not null && Open(key, row.GetFieldValue<byte[]>(4), AuditRow.Place(row.GetGuid(0), row.GetInt64(1))) is { } content)
            {
                json.WritePropertyName("content");
                json.WriteRawValue(content);
            }

            json.WriteEndObject();
            await Flush(json, cancel);
        }
    }

    private static byte[]? Open(byte[] key, byte[] content, byte[] place)
    {
        try
        {
            return AuditSeal.Open(key, content, place);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private async Task<(byte[] Hash, byte[] Sealed)?> Phone(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.Statement("SELECT phone_hash, phone_sealed FROM person WHERE id = @person AND phone_sealed IS NOT NULL", ("person", person.Value));
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) ? (row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1)) : null;
    }

    private static async Task Flush(Utf8JsonWriter json, CancellationToken cancel)
    {
        if (json.BytesPending > FlushedAt)
        {
            await json.FlushAsync(cancel);
        }
    }
}

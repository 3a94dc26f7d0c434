using System.Data.Common;
using Sferum.Storage;

namespace Sferum.Files;

/// <summary>What statements about files have in common.</summary>
internal static class FileSql
{
    /// <summary>Columns of an attachment; the file is <c>f</c>.</summary>
    public const string Columns = "f.id, f.kind, f.name, f.type, f.size, f.width, f.height, f.duration_ms, f.peaks";

    /// <summary>How many columns that are.</summary>
    public const int Width = 9;

    /// <summary>
    /// Places where the parameter <c>person</c> can read a file now: a chat of the school, the person in it, a message of the person's window that is not
    /// deleted.
    /// </summary>
    /// <param name="file">The file, as the statement has it.</param>
    /// <param name="school">The school in which the person acts, as the statement has it.</param>
    /// <returns>What stands behind FROM: the chat is <c>c</c>, the membership <c>m</c>.</returns>
    public static string Places(string file, string school) => $"""
        message_file x
        JOIN chat_member m ON m.chat_id = x.chat_id AND m.person_id = @person AND m.to_number IS NULL AND m.from_number < x.number
        JOIN chat c ON c.id = x.chat_id AND c.school_id IS NOT DISTINCT FROM {school}
        WHERE x.file_id = {file} AND x.hidden = 0
        """;

    /// <summary>An attachment from columns that begin at a place.</summary>
    public static Attachment Attachment(DbDataReader row, int at) => new()
    {
        Id = new FileId(row.GetGuid(at)),
        Kind = FileKindCodes.Find(row.GetString(at + 1)) ?? FileKind.Other,
        Name = row.GetString(at + 2),
        Type = row.GetString(at + 3),
        Size = row.GetInt64(at + 4),
        Width = (int?)row.Number(at + 5),
        Height = (int?)row.Number(at + 6),
        DurationMs = (int?)row.Number(at + 7),
        Peaks = row.IsDBNull(at + 8) ? null : row.GetFieldValue<byte[]>(at + 8),
    };
}

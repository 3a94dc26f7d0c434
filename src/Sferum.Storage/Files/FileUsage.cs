using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Files;

/// <summary>Bytes that are kept or promised, of a person and of a school. Quotas are held by the statement that counts: of two at once one finds no space.</summary>
internal static class FileUsage
{
    private const string TakeOfPerson = """
        INSERT INTO person_usage (person_id, bytes) VALUES (@owner, @bytes)
        ON CONFLICT (person_id) DO UPDATE SET bytes = person_usage.bytes + @bytes WHERE person_usage.bytes + @bytes <= @limit
        """;

    private const string TakeOfSchool = """
        INSERT INTO school_usage (school_id, bytes) VALUES (@school, @bytes)
        ON CONFLICT (school_id) DO UPDATE SET bytes = school_usage.bytes + @bytes WHERE school_usage.bytes + @bytes <= @limit
        """;

    /// <summary>Takes bytes for an upload.</summary>
    /// <returns>Null, or whose quota does not hold them; then the transaction must not be committed.</returns>
    public static async Task<Refusal?> Take(WriteTransaction write, PersonId owner, SchoolId? school, long bytes, FileLimits limits, CancellationToken cancel)
    {
        if (bytes > limits.PersonBytes || await write.Execute(TakeOfPerson, new { owner, bytes, limit = limits.PersonBytes }, cancel) == 0)
        {
            return Refusals.FileQuotaOfPerson;
        }

        if (school is not null && (bytes > limits.SchoolBytes || await write.Execute(TakeOfSchool, new { school, bytes, limit = limits.SchoolBytes }, cancel) == 0))
        {
            return Refusals.FileQuotaOfSchool;
        }

        return null;
    }

    /// <summary>Brings what was counted in step with what is kept; what the server itself made may go a little beyond a quota.</summary>
    public static async Task Adjust(WriteTransaction write, PersonId owner, SchoolId? school, long by, CancellationToken cancel)
    {
        if (by == 0)
        {
            return;
        }

        await write.Execute("UPDATE person_usage SET bytes = bytes + @by WHERE person_id = @owner", new { owner, by }, cancel);
        await write.Execute("UPDATE school_usage SET bytes = bytes + @by WHERE school_id = @school", new { school, by }, cancel);
    }
}

using System.Data.Common;
using Dapper;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>The history of an application.</summary>
internal static class ApplicationSteps
{
    private const string Select = "SELECT status AS Status, at AS At, reason AS Reason FROM school_application_step WHERE application_id = @id ORDER BY rev";

    public static Task Add(Act act, Guid application, long revision, ApplicationStatus status, PersonId? actor, string? reason, CancellationToken cancel) =>
        act.Write.Execute(
            "INSERT INTO school_application_step (application_id, rev, status, at, actor_id, reason) VALUES (@application, @revision, @status, @Now, @actor, @reason)",
            new { application, revision, status = status.Code(), act.Now, actor, reason },
            cancel);

    public static async Task<ApplicationState> State(Act act, ApplicationRow row, CancellationToken cancel) =>
        Of(row, await act.Write.Query<Row>(Select, new { id = row.Id }, cancel));

    public static async Task<ApplicationState> State(DbConnection connection, ApplicationRow row, CancellationToken cancel) =>
        Of(row, await connection.QueryAsync<Row>(new CommandDefinition(Select, new { id = row.Id }, cancellationToken: cancel)));

    private static ApplicationState Of(ApplicationRow row, IEnumerable<Row> steps) => new(
        row.Number,
        row.Rev,
        row.Name,
        [.. steps.Select(static s => new ApplicationStep(ApplicationStatusCodes.Parse(s.Status)!.Value, DateTimeOffset.FromUnixTimeMilliseconds(s.At), s.Reason))]);

    private sealed record Row
    {
        public string Status { get; init; } = "";

        public long At { get; init; }

        public string? Reason { get; init; }
    }
}

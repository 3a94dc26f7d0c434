using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Files;

public sealed class Uploading_files_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Uploading_files<PostgreSqlStore>(shared);

public sealed class Uploading_files_on_SQLite(SharedStore<SqliteStore> shared) : Uploading_files<SqliteStore>(shared);

public abstract class Uploading_files<TStore>(SharedStore<TStore> shared) : FileTests<TStore>(shared)
    where TStore : Store, new()
{
    private const int Mega = 1024 * 1024;

    [Fact]
    public async Task Goes_on_from_where_it_ends_and_is_looked_into_once_all_is_here()
    {
        var id = (await Uploads.Begin(BorisHere, Of(10), default)).Value.Id;
        Assert.Equal(4, (await Uploads.Append(BorisHere, id, new UploadPiece(0, Guid.CreateVersion7(), 4), default)).Value);
        Assert.Equal((UploadStatus.Uploading, 4L), await State(id));

        Assert.Equal(10, (await Uploads.Append(BorisHere, id, new UploadPiece(4, Guid.CreateVersion7(), 6), default)).Value);
        Assert.Equal((UploadStatus.Checking, 10L), await State(id));

        var task = await Task(id);
        Assert.Equal([(0L, 4L), (4L, 6L)], task.Pieces.Select(static p => (p.At, p.Length)));
    }

    [Fact]
    public async Task Of_many_writers_at_the_same_place_one_goes_on()
    {
        var id = (await Uploads.Begin(BorisHere, Of(1000), default)).Value.Id;

        var answers = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => System.Threading.Tasks.Task.Run(async () => await Uploads.Append(BorisHere, id, new UploadPiece(0, Guid.CreateVersion7(), 100), default))));

        Assert.Single(answers, static a => !a.IsRefused(out var _));
        Assert.Equal(7, answers.Count(static a => a.Refusal == Refusals.UploadElsewhere));
        Assert.Equal((UploadStatus.Uploading, 100L), await State(id));
    }

    [Fact]
    public async Task Takes_no_byte_more_than_was_announced()
    {
        var id = (await Uploads.Begin(BorisHere, Of(10), default)).Value.Id;

        Assert.Equal(Refusals.UploadElsewhere, (await Uploads.Append(BorisHere, id, new UploadPiece(0, Guid.CreateVersion7(), 11), default)).Refusal);
        Assert.Equal((UploadStatus.Uploading, 0L), await State(id));
    }

    [Fact]
    public async Task An_announcement_that_is_repeated_is_the_same_upload()
    {
        var request = Guid.CreateVersion7();

        var answers = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 6).Select(
            _ => System.Threading.Tasks.Task.Run(async () => await Uploads.Begin(BorisHere, Of(10, request: request), default))));

        Assert.Single(answers.Select(static a => a.Value.Id).Distinct());
        Assert.Equal(10, await UsageOf(BorisHere));
        Assert.Equal(Refusals.RequestIdReused, (await Uploads.Begin(BorisHere, Of(11, request: request), default)).Refusal);
    }

    [Fact]
    public async Task Is_nothing_to_anybody_else()
    {
        var id = (await Uploads.Begin(BorisHere, Of(10), default)).Value.Id;

        Assert.Null(await Uploads.Find(AnnaHere, id, default));
        Assert.Equal(Refusals.UploadElsewhere, (await Uploads.Append(AnnaHere, id, new UploadPiece(0, Guid.CreateVersion7(), 10), default)).Refusal);
        Assert.False(await Uploads.Cancel(AnnaHere, id, default));
    }

    [Fact]
    public async Task Is_refused_when_it_is_too_large_or_empty()
    {
        Assert.Equal("file.too_large", (await Uploads.Begin(BorisHere, Of((100 * Mega) + 1), default)).Refusal?.Code);
        Assert.Equal("file.too_large", (await Uploads.Begin(BorisHere, Of((20 * Mega) + 1) with { IsVoice = true }, default)).Refusal?.Code);
        Assert.Equal(Refusals.FileEmpty, (await Uploads.Begin(BorisHere, Of(0), default)).Refusal);
        Assert.Equal(0, await UsageOf(BorisHere));
    }

    [Fact]
    public async Task Never_goes_beyond_a_quota_however_many_begin_at_once()
    {
        Limits = Limits with { PersonBytes = 100 };

        var answers = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => System.Threading.Tasks.Task.Run(async () => await Uploads.Begin(BorisHere, Of(40), default))));

        Assert.Equal(2, answers.Count(static a => a.Refusal is null));
        Assert.All(answers.Where(static a => a.Refusal is not null), static a => Assert.Equal(Refusals.FileQuotaOfPerson, a.Refusal));
        Assert.Equal(80, await UsageOf(BorisHere));
    }

    [Fact]
    public async Task Counts_for_the_school_too()
    {
        Limits = Limits with { SchoolBytes = 100 };
        Assert.Null((await Uploads.Begin(BorisHere, Of(60), default)).Refusal);

        Assert.Equal(Refusals.FileQuotaOfSchool, (await Uploads.Begin(AnnaHere, Of(60), default)).Refusal);
        Assert.Equal(0, await UsageOf(AnnaHere));
    }

    [Fact]
    public async Task Are_so_many_at_once_and_no_more()
    {
        for (var i = 0; i < FileLimits.UploadsAtOnce; i++)
        {
            Assert.Null((await Uploads.Begin(BorisHere, Of(1), default)).Refusal);
        }

        Assert.Equal("upload.too_many", (await Uploads.Begin(BorisHere, Of(1), default)).Refusal?.Code);
    }

    [Fact]
    public async Task Is_not_for_somebody_whose_role_has_ended_or_who_only_reads()
    {
        await Town.EndAffiliations(Boris);
        Assert.Equal(Refusals.Denied, (await Uploads.Begin(BorisHere, Of(1), default)).Refusal);

        await Town.Run("UPDATE person SET limited_at = 1 WHERE id = @Anna", new { Anna });
        Assert.Equal(Refusals.ConsentMissing, (await Uploads.Begin(AnnaHere, Of(1), default)).Refusal);
    }

    [Fact]
    public async Task That_is_taken_back_gives_its_space_back_when_its_bytes_are_gone()
    {
        var id = (await Uploads.Begin(BorisHere, Of(10), default)).Value.Id;
        await Uploads.Append(BorisHere, id, new UploadPiece(0, Guid.CreateVersion7(), 4), default);

        Assert.True(await Uploads.Cancel(BorisHere, id, default));

        Assert.Null(await Uploads.Find(BorisHere, id, default));
        await Work.Removed(Assert.IsType<RemoveFile>(await Due(id)), default);
        Assert.Equal(0, await UsageOf(BorisHere));
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM file WHERE id = @Value", new { id.Value }));
    }

    [Fact]
    public async Task That_nobody_finished_in_a_day_is_removed()
    {
        var id = (await Uploads.Begin(BorisHere, Of(10), default)).Value.Id;
        Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Null(await Due(id));

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<RemoveFile>(await Due(id));
        Assert.Null(await Uploads.Find(BorisHere, id, default));
    }

    private async Task<(UploadStatus, long)> State(FileId id) => await Uploads.Find(BorisHere, id, default) is { } upload ? (upload.Status, upload.Received) : default;
}

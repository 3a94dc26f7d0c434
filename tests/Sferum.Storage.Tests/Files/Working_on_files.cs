using Sferum.Storage;

namespace Sferum.Files;

public sealed class Working_on_files_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Working_on_files<PostgreSqlStore>(shared);

public sealed class Working_on_files_on_SQLite(SharedStore<SqliteStore> shared) : Working_on_files<SqliteStore>(shared);

public abstract class Working_on_files<TStore>(SharedStore<TStore> shared) : FileTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Is_left_to_whoever_took_it_and_comes_again_when_nothing_came_of_it()
    {
        var id = await Uploaded(BorisHere);
        Assert.Equal(1, (await Task(id)).Tries);
        Assert.Null(await Due(id));

        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(2, (await Task(id)).Tries);
    }

    [Fact]
    public async Task That_has_to_wait_for_something_is_no_try()
    {
        var id = await Uploaded(BorisHere);
        await Work.Postpone(await Task(id), TimeSpan.FromSeconds(30), counts: false, default);
        Assert.Null(await Due(id));

        Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, (await Task(id)).Tries);
    }

    [Fact]
    public async Task Of_one_file_is_given_to_one_worker()
    {
        var id = await Uploaded(BorisHere);

        var taken = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(_ => System.Threading.Tasks.Task.Run(() => Due(id))));

        Assert.Single(taken, static t => t is not null);
    }

    [Fact]
    public async Task Charges_what_is_kept_and_not_what_was_sent()
    {
        var id = await Uploaded(BorisHere, length: 1000);

        await Work.Complete(await Task(id), new CheckedFile(Sample(id, FileKind.Picture, 300, "фото.png"), new Thumbnails(20, 30), 350), default);

        Assert.Equal(350, await UsageOf(BorisHere));
        Assert.Equal(350, await Town.One<long>("SELECT bytes FROM school_usage WHERE school_id = @School", new { School }));
        Assert.Equal(new Thumbnails(20, 30), (await Files.Find(BorisHere, id, default))!.Thumbnails);
        Assert.Equal(UploadStatus.Ready, (await Uploads.Find(BorisHere, id, default))!.Status);
    }

    [Fact]
    public async Task That_ends_in_a_no_tells_why_and_gives_the_space_back()
    {
        var id = await Uploaded(BorisHere);

        await Work.Refuse(await Task(id), Refusals.FilePictureTooLarge(64), default);

        var upload = (await Uploads.Find(BorisHere, id, default))!;
        Assert.Equal((UploadStatus.Refused, "file.picture_too_large", "64"), (upload.Status, upload.Why!.Code, upload.Why.Args!["limit"]));
        Assert.Equal(0, await UsageOf(BorisHere));
        Assert.Null(await Files.Find(BorisHere, id, default));
    }

    [Fact]
    public async Task On_what_was_taken_back_meanwhile_comes_to_nothing()
    {
        var id = await Uploaded(BorisHere);
        var task = await Task(id);
        await Uploads.Cancel(BorisHere, id, default);

        Assert.False(await Work.Complete(task, new CheckedFile(Sample(id, FileKind.Other, 10, "x.pdf"), default, 10), default));
        Assert.IsType<RemoveFile>(await Due(id));
    }

    [Fact]
    public async Task That_two_have_done_is_done_once()
    {
        var id = await Uploaded(BorisHere);
        var task = await Task(id);
        var found = new CheckedFile(Sample(id, FileKind.Other, 10, "x.pdf"), default, 10);

        Assert.True(await Work.Complete(task, found, default));
        Assert.True(await Work.Complete(task, found, default));
        Assert.Equal(10, await UsageOf(BorisHere));
    }

    [Fact]
    public async Task That_nobody_could_do_in_a_day_ends()
    {
        var id = await Uploaded(BorisHere);
        Clock.Advance(TimeSpan.FromHours(24));

        Assert.IsType<RemoveFile>(await Due(id));
    }

    [Fact]
    public async Task Removes_what_no_message_sent_in_a_day_and_nothing_that_one_did()
    {
        var (sent, unsent) = (await Ready(BorisHere), await Ready(BorisHere));
        await Post(BorisHere, Chat, sent);
        Clock.Advance(TimeSpan.FromHours(24));

        Assert.IsType<RemoveFile>(await Due(unsent));
        Assert.Null(await Files.Find(BorisHere, unsent, default));
        Assert.Null(await Due(sent));
        Assert.NotNull(await Files.Find(BorisHere, sent, default));
    }
}

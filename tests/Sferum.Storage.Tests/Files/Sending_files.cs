using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Files;

public sealed class Sending_files_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Sending_files<PostgreSqlStore>(shared);

public sealed class Sending_files_on_SQLite(SharedStore<SqliteStore> shared) : Sending_files<SqliteStore>(shared);

/// <summary>Who may have a file, and send it: whoever can read a message that sends it.</summary>
public abstract class Sending_files<TStore>(SharedStore<TStore> shared) : FileTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Before_a_message_sends_it_a_file_is_its_uploaders_alone()
    {
        var id = await Ready(BorisHere);

        Assert.NotNull(await Files.Find(BorisHere, id, default));
        Assert.Null(await Files.Find(AnnaHere, id, default));
        Assert.Equal(Refusals.FileNotThere, (await Files.ForPost(AnnaHere, [id], default)).Refusal);
        Assert.Equal(AppendStatus.Rejected, await TryPost(AnnaHere, Chat, id));
    }

    [Fact]
    public async Task A_message_gives_its_files_to_everybody_in_the_chat_and_to_nobody_else()
    {
        var stranger = await Stranger();
        var id = await Ready(BorisHere);

        await Post(BorisHere, Chat, id);

        Assert.NotNull(await Files.Find(AnnaHere, id, default));
        Assert.NotNull(await Files.Find(BorisHere, id, default));
        Assert.Null(await Files.Find(stranger, id, default));
    }

    [Fact]
    public async Task A_message_shows_its_files_in_order_with_all_that_is_known_of_them()
    {
        var (picture, voice, other) = (await Ready(BorisHere, FileKind.Picture, name: "фото.png"), await Ready(BorisHere, FileKind.Voice, name: "голос.m4a"), await Ready(BorisHere));

        await Post(BorisHere, Chat, voice, other, picture);

        var shown = (await Page(new PageAt.Newest())).Events.Single().Message!.Attachments!;
        Assert.Equal([voice, other, picture], shown.Select(static a => a.Id));
        Assert.Equal((FileKind.Voice, 2500), (shown[0].Kind, shown[0].DurationMs));
        Assert.Equal([1, 255, 3], shown[0].Peaks!);
        Assert.Equal((640, 480, "фото.png", "image/png", 10L), (shown[2].Width, shown[2].Height, shown[2].Name, shown[2].Type, shown[2].Size));
        Assert.Equal(FileKind.Voice, (await Reader.Listing(Chat, Anna, School, default))!.Last!.Message!.Attachments![0].Kind);
    }

    [Fact]
    public async Task Sent_on_to_another_chat_it_is_theirs_too_and_stays_when_the_first_message_goes()
    {
        var third = await Stranger();
        var elsewhere = await Town.Chat(School);
        await Town.Member(elsewhere, Anna, Role.ClassTeacher, came: 0);
        await Town.Member(elsewhere, third.Person, came: 0);
        var id = await Ready(BorisHere);
        var first = await Post(BorisHere, Chat, id);

        await Post(AnnaHere, elsewhere, id);
        Assert.NotNull(await Files.Find(third, id, default));

        await Delete(BorisHere, Chat, first);
        Assert.NotNull(await Files.Find(third, id, default));
        Assert.Null(await Files.Find(BorisHere, id, default));
    }

    [Fact]
    public async Task Nobody_sends_on_what_they_can_not_read()
    {
        var stranger = await Stranger();
        var elsewhere = await Town.Chat(School);
        await Town.Member(elsewhere, stranger.Person, came: 0);
        var id = await Ready(BorisHere);
        await Post(BorisHere, Chat, id);

        Assert.Equal(Refusals.FileNotThere, (await Files.ForPost(stranger, [id], default)).Refusal);
        Assert.Equal(AppendStatus.Rejected, await TryPost(stranger, elsewhere, id));
        Assert.Empty((await Reader.Page(elsewhere, Whole(stranger.Person), new PageAt.Newest(), 10, default)).Events);
    }

    [Fact]
    public async Task A_deleted_message_takes_its_files_from_everybody()
    {
        var id = await Ready(BorisHere);
        var number = await Post(BorisHere, Chat, id);

        await Delete(BorisHere, Chat, number);

        Assert.Null(await Files.Find(AnnaHere, id, default));
        Assert.Null(await Files.Find(BorisHere, id, default));
        Assert.All((await Page(new PageAt.Newest())).Events, static e => Assert.Null(e.Message!.Attachments));
        Assert.Empty((await Files.OfChat(Chat, Whole(Anna), FileKind.Other, null, 10, default)).Files);
        Assert.Equal(AppendStatus.Rejected, await TryPost(BorisHere, Chat, id));
    }

    [Fact]
    public async Task Whoever_leaves_a_chat_has_its_files_no_longer_the_own_ones_included()
    {
        var id = await Ready(BorisHere);
        await Post(BorisHere, Chat, id);

        await Town.Run("UPDATE chat_member SET to_number = 1 WHERE chat_id = @Chat AND person_id = @Boris", new { Chat, Boris });

        Assert.Null(await Files.Find(BorisHere, id, default));
        Assert.NotNull(await Files.Find(AnnaHere, id, default));
    }

    [Fact]
    public async Task Whoever_came_later_has_no_files_from_before_their_window()
    {
        var id = await Ready(BorisHere);
        await Post(BorisHere, Chat, id);
        var late = await Stranger();
        await Town.Member(Chat, late.Person, from: 1, came: 2);

        Assert.Null(await Files.Find(late, id, default));
        Assert.Empty((await Files.OfChat(Chat, Whole(late.Person, from: 1), FileKind.Other, null, 10, default)).Files);
    }

    [Fact]
    public async Task P9_In_another_school_the_same_person_has_it_not()
    {
        var other = await Town.School();
        var id = await Ready(BorisHere);
        await Post(BorisHere, Chat, id);
        var elsewhere = BorisHere with { School = other };
        var theirs = await Town.Chat(other);
        await Town.Member(theirs, Boris, came: 0);

        Assert.Null(await Files.Find(elsewhere, id, default));
        Assert.Equal(Refusals.FileNotThere, (await Files.ForPost(elsewhere, [id], default)).Refusal);
        Assert.Equal(AppendStatus.Rejected, await TryPost(elsewhere, theirs, id));
    }

    [Fact]
    public async Task A_file_that_is_not_ready_is_not_sent()
    {
        var id = await Uploaded(BorisHere);

        Assert.Equal(Refusals.FileNotReady, (await Files.ForPost(BorisHere, [id], default)).Refusal);
        Assert.Equal(AppendStatus.Rejected, await TryPost(BorisHere, Chat, id));
    }

    [Fact]
    public async Task Of_a_message_whose_file_is_gone_nothing_is_written_and_its_neighbours_are()
    {
        var id = await Ready(BorisHere);
        await Uploads.Cancel(BorisHere, id, default);

        var answers = await System.Threading.Tasks.Task.WhenAll(
            Tail.Append(Rows.Post(Anna, "до")).AsTask(), Tail.Append(Rows.Post(Boris, "файл") with { Files = [id] }).AsTask(), Tail.Append(Rows.Post(Anna, "после")).AsTask());

        Assert.Equal([AppendStatus.Placed, AppendStatus.Rejected, AppendStatus.Placed], answers.Select(static a => a.Status));
        Assert.Equal(["до", "после"], (await Page(new PageAt.Newest())).Events.Select(static e => e.Message!.Text));
    }

    [Fact]
    public async Task A_chats_files_are_listed_by_kind_in_pages_the_newest_first()
    {
        List<FileId> pictures = [];
        for (var i = 0; i < 5; i++)
        {
            pictures.Add(await Ready(BorisHere, FileKind.Picture, name: $"{i}.png"));
        }

        await Post(BorisHere, Chat, pictures[0], pictures[1], await Ready(BorisHere));
        await Post(AnnaHere, Chat, await Ready(AnnaHere));
        await Post(BorisHere, Chat, pictures[2], pictures[3], pictures[4]);

        var first = await Files.OfChat(Chat, Whole(Anna), FileKind.Picture, null, 2, default);
        var second = await Files.OfChat(Chat, Whole(Anna), FileKind.Picture, first.Next, 2, default);
        var third = await Files.OfChat(Chat, Whole(Anna), FileKind.Picture, second.Next, 2, default);

        Assert.Equal(["4.png", "3.png", "2.png", "1.png", "0.png"], first.Files.Concat(second.Files).Concat(third.Files).Select(static f => f.File.Name));
        Assert.Equal((3, Boris, Clock.GetUtcNow()), (first.Files[0].Number, first.Files[0].Author, first.Files[0].At));
        Assert.Null(third.Next);
        Assert.Equal(2, (await Files.OfChat(Chat, Whole(Anna), FileKind.Other, null, 10, default)).Files.Count);
    }

    /// <summary>Somebody of the school who is not in the chat.</summary>
    private async Task<Caller> Stranger()
    {
        var person = await Town.Person("Вера");
        await Town.Affiliate(person, School, Role.Student);
        return new Caller(person, new SessionId(Guid.CreateVersion7()), School, Role.Student);
    }
}

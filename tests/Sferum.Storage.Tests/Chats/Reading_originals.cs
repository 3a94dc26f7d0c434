using System.Data.Common;
using Sferum.Files;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Reading_originals_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Reading_originals<PostgreSqlStore>(shared);

public sealed class Reading_originals_on_SQLite(SharedStore<SqliteStore> shared) : Reading_originals<SqliteStore>(shared);

/// <summary>Originals are read by two heads, for a day, and each step is in the record.</summary>
public abstract class Reading_originals<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private ChatId _chat;
    private Caller _director = null!;
    private Caller _admin = null!;

    private EvidenceStore Evidence => new(Store.Database, Acts, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (_director, _admin) = (await Staff(Role.Director), await Staff(Role.SchoolAdmin));
        _chat = await Town.Chat(School);
        var author = await Town.Person();
        var tail = Store.Get<IChatLog>().Open(_chat, default);
        await tail.Append(Rows.Post(author, "раз"));
        await tail.Append(Rows.Edit(author, 1, "два"));
        await tail.Append(Rows.About(ChatEventKind.Deleted, author, 1));
        await tail.Append(Rows.Post(author, "другое"));
        await tail.Append(Rows.Edit(author, 4, "иное"));
    }

    [Fact]
    public async Task With_two_approvals_exactly_the_named_messages_are_read_and_all_of_it_is_in_the_record()
    {
        var request = (await Evidence.Request(_director, _chat, [1], "жалоба родителей", default)).Value.Value;

        Assert.Equal(Refusals.EvidenceNotOpen, (await Evidence.Read(_director, request, default)).Refusal);
        Assert.Null((await Evidence.Approve(_admin, request, default)).Refusal);

        Assert.Equal([new Original(1, 2, "раз"), new Original(1, 3, "два")], (await Evidence.Read(_director, request, default)).Value.Value.Texts);
        await Evidence.Read(_director, request, default);
        Assert.Equal(["evidence.requested", "evidence.approved", "evidence.read", "evidence.read"], (await Chain()).Select(static r => r.Act));
        var listed = Assert.Single((await Evidence.Requests(_admin, null, 10, default)).Value);
        Assert.Equal((request, _director.Person, _admin.Person), (listed.Id, listed.RequestedBy, listed.ApprovedBy));
        Assert.Equal([1L], listed.Numbers);
    }

    [Fact]
    public async Task Files_of_a_deleted_message_are_among_them_and_each_reading_is_in_the_record()
    {
        var (author, tail) = (await Town.Person(), Store.Get<IChatLog>().Open(_chat, new ChatHead(5, 2)));
        var files = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => File(author)));
        await tail.Append(Rows.Post(author, "вот") with { Files = [files[0]] });
        await tail.Append(Rows.Post(author, "и вот") with { Files = [files[1]] });
        await tail.Append(Rows.About(ChatEventKind.Deleted, author, 6));
        var request = (await Evidence.Request(_director, _chat, [6, 7], "жалоба родителей", default)).Value.Value;
        Assert.Equal(Refusals.EvidenceNotOpen, (await Evidence.File(_director, request, files[0], default)).Refusal);
        await Evidence.Approve(_admin, request, default);

        Assert.Equal([(6, files[0])], (await Evidence.Read(_director, request, default)).Value.Value.Files.Select(static f => (f.Number, f.File.Id)));
        Assert.Equal(files[0], (await Evidence.File(_director, request, files[0], default)).Value.Value.File.Id);
        Assert.Equal(Refusals.NotFound, (await Evidence.File(_director, request, files[1], default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Evidence.File(_admin, request, files[0], default)).Refusal);
        Assert.Equal(["evidence.requested", "evidence.approved", "evidence.read", "evidence.file_read"], (await Chain()).Select(static r => r.Act));
    }

    [Fact]
    public async Task After_a_day_it_is_over()
    {
        var request = (await Evidence.Request(_admin, _chat, [1], "жалоба", default)).Value.Value;
        await Evidence.Approve(_director, request, default);
        Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(Refusals.EvidenceNotOpen, (await Evidence.Read(_admin, request, default)).Refusal);
    }

    [Fact]
    public async Task Nobody_approves_the_own_request_nor_another_in_the_same_role()
    {
        var both = await Staff(Role.Director);
        await Town.Affiliate(both.Person, School, Role.SchoolAdmin);
        var request = (await Evidence.Request(_director, _chat, [1], "жалоба", default)).Value.Value;
        var own = (await Evidence.Request(both, _chat, [1], "жалоба", default)).Value.Value;

        Assert.Equal(Refusals.EvidenceSameHead, (await Evidence.Approve(_director, request, default)).Refusal);
        Assert.Equal(Refusals.EvidenceSameHead, (await Evidence.Approve(await Staff(Role.Director), request, default)).Refusal);
        Assert.Equal(Refusals.EvidenceSameHead, (await Evidence.Approve(both, own, default)).Refusal);
        await Assert.ThrowsAnyAsync<DbException>(() => Town.Run(
            "UPDATE evidence_request SET approved_by = requested_by, approved_as = 'school_admin', approved_at = 1, until_at = 2 WHERE id = @request", new { request }));
        await Assert.ThrowsAnyAsync<DbException>(() => Town.Run(
            "UPDATE evidence_request SET approved_by = @Person, approved_as = requested_as, approved_at = 1, until_at = 2 WHERE id = @request", new { request, _admin.Person }));
    }

    [Fact]
    public async Task Nobody_else_asks_approves_or_reads()
    {
        var request = (await Evidence.Request(_director, _chat, [1], "жалоба", default)).Value.Value;
        foreach (var role in new[] { Role.Administration, Role.ClassTeacher, Role.SubjectTeacher, Role.Student })
        {
            var person = await Staff(role);
            Assert.Equal(Refusals.Denied, (await Evidence.Request(person, _chat, [1], "x", default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Evidence.Approve(person, request, default)).Refusal);
            Assert.Equal(Refusals.Denied, (await Evidence.Read(person, request, default)).Refusal);
        }

        await Evidence.Approve(_admin, request, default);
        Assert.Equal(Refusals.NotFound, (await Evidence.Read(_admin, request, default)).Refusal);
    }

    [Fact]
    public async Task Who_is_head_no_more_does_not_see_what_was_asked_for_whatever_the_token_says()
    {
        await Evidence.Request(_director, _chat, [1], "жалоба", default);
        await Town.EndAffiliations(_admin.Person);

        Assert.Equal(Refusals.Denied, (await Evidence.Requests(_admin, null, 10, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Evidence.Requests(await Staff(Role.Administration), null, 10, default)).Refusal);
    }

    [Fact]
    public async Task Another_school_finds_nothing()
    {
        var other = await Town.School();
        var (theirs, admin) = (await Staff(Role.Director, other), await Staff(Role.SchoolAdmin, other));
        var request = (await Evidence.Request(_director, _chat, [1], "жалоба", default)).Value.Value;

        Assert.Equal(Refusals.NotFound, (await Evidence.Request(theirs, _chat, [1], "x", default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Evidence.Approve(admin, request, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Evidence.Read(theirs, request, default)).Refusal);
        Assert.Empty((await Evidence.Requests(theirs, null, 10, default)).Value);
    }

    [Fact]
    public async Task What_is_asked_for_must_be_a_message_and_have_a_reason()
    {
        Assert.Equal(Refusals.NotFound, (await Evidence.Request(_director, _chat, [1, 2], "x", default)).Refusal);
        Assert.Equal("reason", (await Evidence.Request(_director, _chat, [1], " ", default)).Refusal?.Args?["field"]);
        Assert.Equal("numbers", (await Evidence.Request(_director, _chat, [], "x", default)).Refusal?.Args?["field"]);
        Assert.Empty(await Chain());
    }

    [Fact]
    public async Task Of_many_approvals_at_once_one_counts()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var request = (await Evidence.Request(_director, _chat, [1], "жалоба", default)).Value.Value;
            var approvals = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Evidence.Approve(_admin, request, default).AsTask())));

            Assert.Equal(1, approvals.Count(static a => a.Refusal is null));
            Assert.All(approvals.Where(static a => a.Refusal is not null), static a => Assert.Equal(Refusals.EvidenceDecided, a.Refusal));
        }
    }

    /// <summary>A file that can be posted.</summary>
    private async Task<FileId> File(PersonId owner)
    {
        var id = FileId.New();
        await Town.Run(
            """
            INSERT INTO file (id, owner_id, school_id, status, kind, name, type, size, declared, received, charged, created_at)
            VALUES (@id, @owner, @School, 'ready', 'other', 'письмо.txt', 'text/plain', 5, 5, 5, 5, 1)
            """,
            new { id, owner, School });
        return id;
    }
}

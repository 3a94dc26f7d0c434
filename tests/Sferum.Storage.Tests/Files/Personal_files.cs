using System.Text.Json;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Files;

public sealed class Personal_files_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Personal_files<PostgreSqlStore>(shared);

public sealed class Personal_files_on_SQLite(SharedStore<SqliteStore> shared) : Personal_files<SqliteStore>(shared);

/// <summary>P15 for files: they are in the export, and an erasure takes them.</summary>
public abstract class Personal_files<TStore>(SharedStore<TStore> shared) : FileTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task P15_An_erasure_takes_them_from_everybody_at_once_and_ends_when_their_bytes_are_gone()
    {
        var (sent, unsent, sentOn) = (await Ready(BorisHere), await Ready(BorisHere), await Ready(BorisHere));
        await Post(BorisHere, Chat, sent);
        await Post(BorisHere, Chat, sentOn);
        var forwarded = await Post(AnnaHere, Chat, sentOn);
        await Leave(Boris);
        var erasure = new Erasure(Guid.CreateVersion7(), Boris, School, Whole: true);
        var erasures = new ErasureStore(Store.Database, Clock);

        Assert.False(await erasures.CarryOn(erasure, default));
        foreach (var id in new[] { sent, unsent, sentOn })
        {
            Assert.Null(await Files.Find(AnnaHere, id, default));
        }

        Assert.False(await erasures.CarryOn(erasure, default));
        while (await Work.Take(TimeSpan.FromMinutes(10), default) is { } task)
        {
            await Work.Removed(Assert.IsType<RemoveFile>(task), default);
        }

        Assert.True(await erasures.CarryOn(erasure, default));
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM file WHERE owner_id = @Boris AND (name <> '' OR type IS NOT NULL OR peaks IS NOT NULL OR status <> 'gone')", new { Boris }));
        Assert.Equal(1, await Town.One<long>("SELECT count(*) FROM file WHERE owner_id = @Boris", new { Boris }));
        Assert.Null((await Page(new PageAt.Around(forwarded))).Events.Single(e => e.Number == forwarded).Message!.Attachments);
        Assert.Equal(0, await Town.One<long>("SELECT bytes FROM school_usage WHERE school_id = @School", new { School }));
    }

    [Fact]
    public async Task P15_A_school_erases_those_that_were_sent_in_it()
    {
        var other = await Town.School();
        await Town.Affiliate(Boris, other, Role.Student);
        var (here, there) = (await Ready(BorisHere), await Ready(BorisHere with { School = other }));

        await new ErasureStore(Store.Database, Clock).CarryOn(new Erasure(Guid.CreateVersion7(), Boris, School, Whole: false), default);

        Assert.Null(await Files.Find(BorisHere, here, default));
        Assert.NotNull(await Files.Find(BorisHere with { School = other }, there, default));
    }

    [Fact]
    public async Task P15_An_export_names_them_and_to_an_administrator_only_those_of_no_direct_chat_and_without_names()
    {
        var secret = await Town.Chat(School, ChatKind.Direct);
        await Town.Member(secret, Boris, came: 0);
        await Post(BorisHere, Chat, await Ready(BorisHere, name: "реферат.pdf"));
        await Post(BorisHere, secret, await Ready(BorisHere, name: "личное.pdf"));

        var own = await Export(Boris, school: null);
        var schools = await Export(Boris, School);

        Assert.Equal(["личное.pdf", "реферат.pdf"], Names(own).Order(StringComparer.Ordinal));
        Assert.Equal(20, own.GetProperty("file_usage")[0].GetProperty("bytes").GetInt64());
        Assert.Equal(10, Assert.Single(schools.GetProperty("files").EnumerateArray()).GetProperty("size").GetInt64());
        Assert.DoesNotContain("реферат", schools.GetRawText(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(JsonElement export) => export.GetProperty("files").EnumerateArray().Select(static f => f.GetProperty("name").GetString()!);

    private async Task<JsonElement> Export(PersonId person, SchoolId? school)
    {
        using var file = new MemoryStream();
        await new PersonExport(Store.Database, new KeyRing(new byte[32]), person, school).Write(file, default);
        return JsonDocument.Parse(file.ToArray()).RootElement;
    }

    private Task Leave(PersonId person) => Town.Run("UPDATE chat_member SET to_number = 100 WHERE person_id = @person AND to_number IS NULL", new { person });
}

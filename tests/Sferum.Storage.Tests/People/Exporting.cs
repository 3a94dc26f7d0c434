using System.Text;
using System.Text.Json;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

public sealed class Exporting_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Exporting<PostgreSqlStore>(shared);

public sealed class Exporting_on_SQLite(SharedStore<SqliteStore> shared) : Exporting<SqliteStore>(shared);

/// <summary>Everything that is kept about a person, as one file.</summary>
public abstract class Exporting<TStore>(SharedStore<TStore> shared) : AuditTests<TStore>(shared)
    where TStore : Store, new()
{
    private PersonalDataStore Data => new(Store.Database, Acts, Keys);

    [Fact]
    public async Task P15_To_the_person_it_is_everything_over_all_schools_with_the_words()
    {
        var teacher = await Staff(Role.SubjectTeacher);
        var other = await Town.School();
        await Town.Affiliate(teacher.Person, other, Role.ClassTeacher);
        await Town.Run("UPDATE person SET phone_hash = @hash, phone_sealed = @kept WHERE id = @Person", new { teacher.Person, hash = Guid.CreateVersion7().ToByteArray(), kept = Keys.Encrypt("+79000000001") });
        await Write(await Town.Chat(School), teacher.Person, "Здравствуйте");
        await Write(await Town.Chat(other), teacher.Person, "Добрый день");
        await Note(teacher.Person, AuditNote.About("test.person", teacher.Person) with { Reason = "приказ № 3" });

        var file = await Json(await Data.ExportOwn(teacher, default));

        Assert.Equal("+79000000001", file.GetProperty("phone").GetString());
        Assert.Equal(2, file.GetProperty("affiliations").GetArrayLength());
        Assert.Equal(["Добрый день", "Здравствуйте"], file.GetProperty("messages").EnumerateArray().Select(static m => m.GetProperty("text").GetString()).Order(StringComparer.Ordinal));
        var record = file.GetProperty("record").EnumerateArray().ToList();
        Assert.Equal(["test.person", "person.exported_own"], record.Select(static r => r.GetProperty("act").GetString()));
        Assert.Equal("приказ № 3", record[0].GetProperty("content").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task P9_To_a_schools_administrator_it_is_of_this_school_without_words_phones_and_direct_chats()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var teacher = await Staff(Role.SubjectTeacher);
        var other = await Town.School();
        await Town.Affiliate(teacher.Person, other, Role.ClassTeacher);
        await Town.Run("UPDATE person SET phone_hash = @hash, phone_sealed = @kept WHERE id = @Person", new { teacher.Person, hash = Guid.CreateVersion7().ToByteArray(), kept = Keys.Encrypt("+79000000001") });
        await Write(await Town.Chat(School), teacher.Person, "Здравствуйте");
        await Write(await Town.Chat(other, title: "Чужой чат"), teacher.Person, "Добрый день");
        await Write(await Town.Chat(School, ChatKind.Direct, title: "Личный чат"), teacher.Person, "Секрет");

        var export = await Data.Export(admin, teacher.Person, default);
        var file = await Json(export);

        Assert.Equal(1, file.GetProperty("affiliations").GetArrayLength());
        var message = Assert.Single(file.GetProperty("messages").EnumerateArray());
        Assert.Equal(1, message.GetProperty("number").GetInt64());
        var text = file.GetRawText();
        Assert.All(["Здравствуйте", "Добрый день", "Секрет", "Чужой чат", "Личный чат", "79000000001"], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        Assert.Equal(("person.exported", teacher.Person.Value), (await Chain()).Select(static r => (r.Act, r.Subject)).Single());
    }

    [Fact]
    public async Task P9_Of_a_person_of_another_school_there_is_nothing()
    {
        var stranger = await Staff(Role.SchoolAdmin, await Town.School());
        var pupil = await Staff(Role.Student);

        Assert.Equal(Refusals.NotFound, (await Data.Export(stranger, pupil.Person, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Data.Export(stranger, PersonId.New(), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Data.Export(await Staff(Role.Director), pupil.Person, default)).Refusal);
    }

    [Fact]
    public async Task Is_written_row_by_row_however_much_there_is()
    {
        var person = await Staff(Role.Student);
        var chat = await Town.Chat(School);
        var tail = Store.Get<IChatLog>().Open(chat, default);
        await Town.Member(chat, person.Person);
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => tail.Append(Rows.Post(person.Person, new string('я', 500))).AsTask()));
        var export = (await Data.ExportOwn(person, default)).Value;
        await using var target = new Largest();

        await export.Write(target, default);

        Assert.InRange(target.Length, 2_000_000, long.MaxValue);
        Assert.InRange(target.LargestWrite, 1, 64 * 1024);
    }

    private async Task Write(ChatId chat, PersonId person, string text)
    {
        await Town.Member(chat, person);
        await Store.Get<IChatLog>().Open(chat, default).Append(Rows.Post(person, text));
    }

    private static async Task<JsonElement> Json(Outcome<IPersonExport> export)
    {
        using var target = new MemoryStream();
        await export.Value.Write(target, default);
        return JsonDocument.Parse(Encoding.UTF8.GetString(target.ToArray())).RootElement;
    }

    /// <summary>Takes everything and keeps nothing.</summary>
    private sealed class Largest : Stream
    {
        private long _length;

        public int LargestWrite { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get; set; }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => (_length, LargestWrite) = (_length + count, Math.Max(LargestWrite, count));
    }
}

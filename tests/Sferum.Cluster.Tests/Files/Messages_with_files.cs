using System.Text;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Files;

/// <summary>Files in messages as people see them: live in both encodings, in the history, in the list of chats and in the chat's own lists.</summary>
public sealed class Messages_with_files
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Show_the_same_live_and_in_the_history(bool messagePack)
    {
        await using var town = await FileTown.Start();
        var (teacher, student) = (await town.District.SignIn(town.Teacher), await town.District.SignIn(town.Student));
        await using var sees = await Witness.Join(teacher, o => o with { MessagePack = messagePack });
        await using var posts = await Witness.Join(student, o => o with { MessagePack = messagePack });
        var picture = (await student.UploadAsync(new MemoryStream(FileTown.Pixel), "точка.png")).Must();
        var text = (await student.UploadAsync(new MemoryStream("решение"u8.ToArray()), "решение.txt")).Must();

        var placed = (await posts.Line.PostAsync(town.Chat.Value, "", attachments: [text.Id, picture.Id])).Must();
        await sees.Until(w => w.Numbers(town.Chat.Value).Contains(placed.Number));

        var live = sees.Events(town.Chat.Value)[^1].Message!;
        var read = (await teacher.HistoryAsync(town.Chat.Value)).Must().Events[^1].Message!;
        Assert.Equal("", live.Text);
        Assert.Equal([text, picture], live.Attachments!);
        Assert.Equal([text, picture], read.Attachments!);
        Assert.Equal(("picture", "image/png", 1, 1), (picture.Kind, picture.Type, picture.Width, picture.Height));
        Assert.Equal("picture", (await student.ChatFilesAsync(town.Chat.Value, "picture")).Must().Files.Single().File.Kind);
        Assert.Equal(town.Student.Value, (await student.ChatFilesAsync(town.Chat.Value, "other")).Must().Files.Single().AuthorId);
        await using var later = await Witness.Join(await town.District.SignIn(town.Teacher), o => o with { MessagePack = messagePack });
        Assert.Equal("other", later.Chats.Single(c => c.Id == town.Chat.Value).Last!.Attached);
    }

    [Fact]
    public async Task Paragraph_2_6_a_guardian_sends_a_file_to_the_own_chat_and_downloads_the_teachers()
    {
        await using var town = await FileTown.Start();
        var guardian = await town.District.Town.Person(town.School, Role.Guardian);
        var chat = (await town.District.Town.Chat(town.School, [guardian], role: Role.Guardian)).Value;
        await town.District.Town.Run(
            "INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number) VALUES (@chat, @Teacher, 'class_teacher', 0, 0)", new { chat, town.Teacher });
        var (parent, teacher) = (await town.District.SignIn(guardian), await town.District.SignIn(town.Teacher));
        await using var parents = await Witness.Join(parent);
        await using var teachers = await Witness.Join(teacher);

        var note = (await parent.UploadAsync(new MemoryStream("справка"u8.ToArray()), "справка.txt")).Must();
        (await parents.Line.PostAsync(chat, "справка", attachments: [note.Id])).Must();
        var task = (await teacher.UploadAsync(new MemoryStream("задание"u8.ToArray()), "задание.txt")).Must();
        (await teachers.Line.PostAsync(chat, "", attachments: [task.Id])).Must();

        Assert.Equal("справка", Encoding.UTF8.GetString((await teacher.DownloadAsync(note.Id)).Must()));
        Assert.Equal("задание", Encoding.UTF8.GetString((await parent.DownloadAsync(task.Id)).Must()));
        Assert.Equal("request.not_found", (await (await town.District.SignIn(town.Stranger)).DownloadAsync(note.Id)).Refusal?.Code);
    }

    [Fact]
    public async Task Are_refused_with_files_that_are_not_the_authors_not_there_or_too_many()
    {
        await using var town = await FileTown.Start();
        var (teacher, student) = (await town.District.SignIn(town.Teacher), await town.District.SignIn(town.Student));
        await using var line = await Witness.Join(student);
        var theirs = (await teacher.UploadAsync(new MemoryStream("x"u8.ToArray()), "x.txt")).Must().Id;
        var own = (await student.UploadAsync(new MemoryStream("x"u8.ToArray()), "x.txt")).Must().Id;
        var many = Enumerable.Range(0, 11).Select(static _ => Guid.CreateVersion7()).ToList();

        Assert.Equal("file.not_there", await Code(line, town.Chat, [theirs]));
        Assert.Equal("file.not_there", await Code(line, town.Chat, [own, Guid.CreateVersion7()]));
        Assert.Equal("file.too_many", await Code(line, town.Chat, many));
        Assert.Equal("request.malformed", await Code(line, town.Chat, [own, own]));
        Assert.Equal("chat.text_empty", await Code(line, town.Chat, []));
        Assert.Null(await Code(line, town.Chat, [own]));
    }

    [Fact]
    public async Task Are_posted_once_however_often_they_are_sent_and_another_file_is_another_message()
    {
        await using var town = await FileTown.Start();
        var student = await town.District.SignIn(town.Student);
        await using var line = await Witness.Join(student);
        var (one, two) = ((await student.UploadAsync(new MemoryStream("1"u8.ToArray()), "1.txt")).Must().Id, (await student.UploadAsync(new MemoryStream("2"u8.ToArray()), "2.txt")).Must().Id);
        var request = Guid.CreateVersion7();

        var first = (await line.Line.PostAsync(town.Chat.Value, "вот", requestId: request, attachments: [one])).Must();

        Assert.Equal(first, (await line.Line.PostAsync(town.Chat.Value, "вот", requestId: request, attachments: [one])).Must());
        Assert.Equal("chat.request_id_reused", (await line.Line.PostAsync(town.Chat.Value, "вот", requestId: request, attachments: [two])).Refusal?.Code);
        Assert.Equal("chat.request_id_reused", (await line.Line.PostAsync(town.Chat.Value, "вот", requestId: request)).Refusal?.Code);
    }

    [Fact]
    public async Task That_are_deleted_leave_their_files_to_the_two_heads_and_to_nobody_else()
    {
        await using var town = await FileTown.Start();
        var all = town.District.Town;
        var (director, admin) = (await town.District.SignIn(await all.Person(town.School, Role.Director)), await town.District.SignIn(await all.Person(town.School, Role.SchoolAdmin)));
        var (teacher, student) = (await town.District.SignIn(town.Teacher), await town.District.SignIn(town.Student));
        await using var line = await Witness.Join(student);
        var file = (await student.UploadAsync(new MemoryStream("угроза"u8.ToArray()), "письмо.txt")).Must();
        var number = (await line.Line.PostAsync(town.Chat.Value, "", attachments: [file.Id])).Must().Number;

        (await line.Line.DeleteAsync(town.Chat.Value, number)).Must();

        Assert.Equal("request.not_found", (await teacher.DownloadAsync(file.Id)).Refusal?.Code);
        Assert.Equal("request.not_found", (await student.DownloadAsync(file.Id)).Refusal?.Code);
        Assert.Equal("file.not_there", await Code(line, town.Chat, [file.Id]));
        Assert.Null((await teacher.HistoryAsync(town.Chat.Value)).Must().Events[0].Message!.Attachments);

        var request = (await director.RequestEvidenceAsync(town.Chat.Value, [number], "жалоба родителей")).Must().RequestId;
        Assert.Equal("evidence.not_open", (await director.OriginalFileAsync(request, file.Id)).Refusal?.Code);
        (await admin.ApproveEvidenceAsync(request)).Must();
        Assert.Equal([(number, file.Id)], (await director.ReadEvidenceAsync(request)).Must().Files!.Select(static f => (f.Number, f.File.Id)));
        Assert.Equal("угроза", Encoding.UTF8.GetString((await director.OriginalFileAsync(request, file.Id)).Must()));
        Assert.Equal("request.not_found", (await admin.OriginalFileAsync(request, file.Id)).Refusal?.Code);
        Assert.Equal("request.denied", (await teacher.OriginalFileAsync(request, file.Id)).Refusal?.Code);
        Assert.Contains("evidence.file_read", (await director.AuditAsync()).Must().Entries.Select(static e => e.Act));
    }

    private static async Task<string?> Code(Witness who, ChatId chat, IReadOnlyList<Guid> files) =>
        (await who.Line.PostAsync(chat.Value, "", attachments: files, patience: TimeSpan.FromSeconds(5))).Refusal?.Code;
}

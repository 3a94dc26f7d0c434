using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Sferum.Chats;
using Sferum.Files;
using Sferum.Gateways;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Wire;

/// <summary>
/// Records that processes of different versions send each other keep their bytes. A difference is a broken rolling update: give new members
/// new ids instead. UPDATE_GOLDEN=1 writes the files anew.
/// </summary>
public sealed class Sent_records
{
    private static readonly DateTimeOffset At = new(2026, 9, 1, 8, 30, 0, TimeSpan.Zero);
    private static readonly Guid Id = new("01920000-0000-7000-8000-000000000001");
    private static readonly PersonName Teacher = new(new PersonId(Id), "Орлова Вера Павловна", Role.ClassTeacher);
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer(static b => b.AddAssembly(typeof(IChatGrain).Assembly))
        .BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly Dictionary<string, object> Samples = new()
    {
        ["sferum.caller"] = new Caller(new PersonId(Id), new SessionId(Id), new SchoolId(Id), Role.Student | Role.Guardian),
        ["sferum.chat.post"] = new PostMessage(Id, "Завтра в 9:00", 7),
        ["sferum.chat.post.files"] = new PostMessage(Id, "", null, Files: [new FileId(Id), new FileId(Id)]),
        ["sferum.chat.message.attachments"] = new MessageState
        {
            Text = "",
            Attachments =
            [
                new Attachment { Id = new FileId(Id), Kind = FileKind.Picture, Name = "доска.jpg", Type = "image/jpeg", Size = 123_456, Width = 1600, Height = 1200 },
                new Attachment { Id = new FileId(Id), Kind = FileKind.Voice, Name = "голос.m4a", Type = "audio/mp4", Size = 9_000, DurationMs = 2_500, Peaks = [0, 128, 255] },
            ],
        },
        ["sferum.chat.edit"] = new EditMessage(Id, 7, "Завтра в 10:00"),
        ["sferum.chat.delete"] = new DeleteMessage(Id, 7),
        ["sferum.chat.pin"] = new PinMessage(Id, 7, true),
        ["sferum.chat.mute"] = new MuteMember(Id, new PersonId(Id), true, At, "Спам"),
        ["sferum.chat.set"] = new SetChat
        {
            RequestId = Id, Title = "Объявления", Archived = false, Writers = ChatWriters.Named, Named = [new PersonId(Id)], SlowSeconds = 30, Mentions = ChatMentions.Staff,
        },
        ["sferum.chat.event.access"] = new ChatEvent
        {
            Number = 10, Kind = ChatEventKind.Access, At = At, Author = Teacher, RequestId = Id, Posts = 6, MentionsAll = true,
            Access = new ChatAccess { Title = "7Б", Archived = true, Writers = ChatWriters.Staff, SlowSeconds = 30, Mentions = ChatMentions.Staff },
        },
        ["sferum.chat.react"] = new React(7, "👍", true),
        ["sferum.chat.placement"] = new Placement(8, At, 6),
        ["sferum.outcome.value"] = (Outcome<Placement>)new Placement(8, At, 6),
        ["sferum.outcome.refusal"] = (Outcome<Placement>)Refusals.TextTooLong(4000),
        ["sferum.gateway.batch"] = new ChatBatch
        {
            Chat = new ChatId(Id),
            Head = 9,
            Events =
            [
                new ChatEvent
                {
                    Number = 8, Kind = ChatEventKind.Posted, At = At, Author = Teacher, RequestId = Id, Posts = 6,
                    Message = new MessageState
                    {
                        Text = "да", ReplyTo = new Quote(7, "Ким Олег", null), EditedAt = At, DeletedAt = null, Reactions = [new Reaction("👍", 2, null)],
                    },
                },
                new ChatEvent
                {
                    Number = 9, Kind = ChatEventKind.Members, At = At, RequestId = Id, Posts = 6,
                    Members = new MembersChange { Came = [Teacher], CameCount = 1, Went = [Teacher, Teacher], WentCount = 2 },
                },
            ],
            Left = [new MemberLeft(new PersonId(Id), 9)],
            State = new ChatStateChange
            {
                Rev = 3, Reactions = [new MessageReactions(8, [new Reaction("❤️", 1, true)])], ReadUpTo = [9, 8], Typing = [Teacher], Online = [new PersonId(Id)],
            },
        },
        ["sferum.school.roster_act"] = new RosterAct(Id, new SchoolId(Id), [new AffectedChat(new ChatId(Id), new ClassId(Id)), new AffectedChat(new ChatId(Id), null)]),
        ["sferum.person.device_news"] = new DeviceNews(new SessionId(Id), "Планшет", At.ToUnixTimeMilliseconds()),
        ["sferum.person.lease"] = new PermitLease(20, 350),
        ["sferum.gateway.load"] = new GatewayLoad("шлюз", 5000, 120),
        ["session_ids"] = new[] { new SessionId(Id), new SessionId(Id) },
    };

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Keep_their_bytes(string name)
    {
        var bytes = Serializer.SerializeToArray(Samples[name]);
        var file = Path.Combine(GoldenFolder(), name + ".hex");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, Lines(bytes));
        }

        Assert.Equal(File.ReadAllText(file), Lines(bytes));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_read_from_the_bytes_that_were_sent_earlier(string name)
    {
        var file = Path.Combine(GoldenFolder(), name + ".hex");
        var earlier = Convert.FromHexString(File.ReadAllText(file).ReplaceLineEndings(""));

        var read = Serializer.Deserialize<object>(earlier);

        Assert.IsType(Samples[name].GetType(), read);
        Assert.Equal(Told(Samples[name]), Told(read));
    }

    /// <summary>Lists come back as other kinds of lists, so contents are compared, not bytes.</summary>
    private static string Told(object record) => record is Outcome<Placement> outcome
        ? JsonSerializer.Serialize(outcome.IsRefused(out var refusal) ? refusal : (object)outcome.Value)
        : JsonSerializer.Serialize(record);

    private static string Lines(byte[] bytes) => string.Concat(bytes.Chunk(32).Select(static c => Convert.ToHexString(c) + "\n"));

    private static string GoldenFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sferum.Cluster.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "tests", "Sferum.Cluster.Tests", "Wire", "Golden");
    }
}

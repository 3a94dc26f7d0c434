using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Files;

/// <summary>A chat with Anna and Boris, both of the school, and what they upload; on a database of each class's own, for whoever takes work takes anybody's.</summary>
public abstract class FileTests<TStore>(SharedStore<TStore> own) : ChatTests<TStore>(own), IClassFixture<SharedStore<TStore>>
    where TStore : Store, new()
{
    protected FakeTimeProvider Clock { get; } = new(Town.Morning);

    protected FileLimits Limits { get; set; } = new();

    protected Caller AnnaHere { get; private set; } = null!;

    protected Caller BorisHere { get; private set; } = null!;

    protected IUploads Uploads => new UploadStore(Store.Database, Limits, Clock);

    protected IFileReader Files => new FileReaderStore(Store.Database);

    protected IFileWork Work => new FileWorkStore(Store.Database, Limits, Clock);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Town.Affiliate(Anna, School, Role.ClassTeacher);
        await Town.Affiliate(Boris, School, Role.Student);
        AnnaHere = new Caller(Anna, new SessionId(Guid.CreateVersion7()), School, Role.ClassTeacher);
        BorisHere = new Caller(Boris, new SessionId(Guid.CreateVersion7()), School, Role.Student);
    }

    protected static NewUpload Of(long length, string name = "задание.pdf", Guid? request = null) => new(name, length, IsVoice: false, request);

    /// <summary>An upload whose bytes are all here.</summary>
    protected async Task<FileId> Uploaded(Caller caller, long length = 10, string name = "задание.pdf")
    {
        var id = (await Uploads.Begin(caller, Of(length, name), default)).Value.Id;
        Assert.Equal(length, (await Uploads.Append(caller, id, new UploadPiece(0, Guid.CreateVersion7(), length), default)).Value);
        return id;
    }

    /// <summary>A file that can be posted.</summary>
    protected async Task<FileId> Ready(Caller caller, FileKind kind = FileKind.Other, long size = 10, string name = "задание.pdf")
    {
        var id = await Uploaded(caller, size, name);
        Assert.True(await Work.Complete(await Task(id), new CheckedFile(Sample(id, kind, size, name), default, size), default));
        return id;
    }

    protected static Attachment Sample(FileId id, FileKind kind, long size, string name) => new()
    {
        Id = id, Kind = kind, Name = name, Type = kind == FileKind.Picture ? "image/png" : "application/pdf", Size = size,
        Width = kind == FileKind.Picture ? 640 : null, Height = kind == FileKind.Picture ? 480 : null,
        DurationMs = kind == FileKind.Voice ? 2500 : null, Peaks = kind == FileKind.Voice ? [1, 255, 3] : null,
    };

    /// <summary>The work of one file, taken from among what is due.</summary>
    protected async Task<CheckFile> Task(FileId id) => Assert.IsType<CheckFile>(await Due(id));

    /// <summary>What is due with a file; null when nothing is.</summary>
    protected async Task<FileTask?> Due(FileId id)
    {
        while (await Work.Take(TimeSpan.FromMinutes(10), default) is { } task)
        {
            if (task.Id == id)
            {
                return task;
            }
        }

        return null;
    }

    protected async Task<long> Post(Caller author, ChatId chat, params FileId[] files)
    {
        var head = await Head(chat);
        var appended = await Log.Open(chat, head).Append(Rows.Post(author.Person, "вот", at: Clock.GetUtcNow()) with { Files = files });
        Assert.Equal(AppendStatus.Placed, appended.Status);
        return appended.Head.Number;
    }

    protected async Task<AppendStatus> TryPost(Caller author, ChatId chat, params FileId[] files) =>
        (await Log.Open(chat, await Head(chat)).Append(Rows.Post(author.Person, "вот", at: Clock.GetUtcNow()) with { Files = files })).Status;

    protected async Task Delete(Caller author, ChatId chat, long number) =>
        Assert.Equal(AppendStatus.Placed, (await Log.Open(chat, await Head(chat)).Append(Rows.About(ChatEventKind.Deleted, author.Person, number))).Status);

    protected async Task<long> UsageOf(Caller caller) =>
        (await Town.Ask<long>("SELECT bytes FROM person_usage WHERE person_id = @Person", new { caller.Person })).SingleOrDefault();

    private async Task<ChatHead> Head(ChatId chat) => (await Log.Load(chat, default))!.Head;
}

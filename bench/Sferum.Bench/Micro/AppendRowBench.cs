using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>
/// One durable append at a time into SQLite: lane, commit and answer without anybody to share the commit with. What many callers reach together is the
/// command <c>append</c>.
/// </summary>
[MemoryDiagnoser]
public class AppendRowBench
{
    private readonly PersonId _author = new(Guid.CreateVersion7());
    private DirectoryInfo _folder = null!;
    private ServiceProvider _services = null!;
    private IChatTail _tail = null!;

    [GlobalSetup]
    public async Task Open()
    {
        _folder = Directory.CreateTempSubdirectory("sferum-bench-");
        _services = new ServiceCollection().AddLogging().AddSferumStorage(new StorageOptions { DataFolder = _folder.FullName }).BuildServiceProvider();
        await _services.GetRequiredService<Schema>().Migrate(CancellationToken.None);
        _tail = _services.GetRequiredService<IChatLog>().Open(ChatId.New(), default);
    }

    [GlobalCleanup]
    public async Task Close()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Benchmark]
    public async Task<long> Sqlite()
    {
        var appended = await _tail.Append(new NewRow
        {
            Kind = ChatEventKind.Posted,
            Author = _author,
            RequestId = Guid.CreateVersion7(),
            At = TimeProvider.System.GetUtcNow(),
            Text = "Завтра на первом уроке контрольная по алгебре: возьмите тетради и линейки!",
            BodyHash = new byte[16],
        });
        return appended.Head.Number;
    }
}

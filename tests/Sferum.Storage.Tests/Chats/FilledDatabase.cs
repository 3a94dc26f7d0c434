using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;
using Sferum.TestServers;

namespace Sferum.Chats;

/// <summary>A PostgreSQL with 15,000 chats, of which one person is in 60.</summary>
public sealed class FilledDatabase : IAsyncLifetime
{
    public const int RowsPerChat = 12;

    private const string Filling = """
        INSERT INTO school (id, name, created_at) SELECT gen_random_uuid(), 'x', 1 FROM generate_series(1, 100);
        INSERT INTO person (id, given_name, family_name, display_name, created_at) SELECT gen_random_uuid(), 'x', 'x', 'Имя ' || i, 1 FROM generate_series(1, 5000) i;
        INSERT INTO chat (id, school_id, kind, title, created_at)
          SELECT gen_random_uuid(), (SELECT id FROM school ORDER BY id LIMIT 1), 'adhoc', 'x', 1 FROM generate_series(1, 15000);
        CREATE TEMP TABLE p AS SELECT id, row_number() OVER (ORDER BY id) AS i FROM person;
        CREATE TEMP TABLE c AS SELECT id, row_number() OVER (ORDER BY id) AS i FROM chat;
        INSERT INTO chat_log (chat_id, number, kind, author_id, request_id, at, posts)
          SELECT c.id, n, 1, p.id, gen_random_uuid(), n, n FROM c CROSS JOIN generate_series(1, 12) n JOIN p ON p.i = 1 + (c.i * 7 + n) % 5000;
        INSERT INTO message (chat_id, number, text, reply_to) SELECT chat_id, number, repeat('я', 50), nullif(number - 1, 0) FROM chat_log;
        INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number)
          SELECT c.id, p.id, 'student', 0, 1 FROM c CROSS JOIN generate_series(1, 6) n JOIN p ON p.i = 1 + (c.i * 7 + n) % 5000;
        INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number)
          SELECT c.id, (SELECT id FROM p WHERE i = 1), 'student', 0, 1 FROM c WHERE i <= 60 ON CONFLICT DO NOTHING;
        INSERT INTO read_mark (chat_id, person_id, number, posts) SELECT chat_id, person_id, 5, 5 FROM chat_member;
        INSERT INTO reaction (chat_id, number, person_id, emoji) SELECT chat_id, 11, person_id, '👍' FROM chat_member;
        INSERT INTO message_rev (chat_id, number, rev) SELECT chat_id, number, number FROM chat_log;
        INSERT INTO pin (chat_id, number, at_number) SELECT id, n, n FROM chat CROSS JOIN generate_series(1, 3) n;
        INSERT INTO evidence (chat_id, at_number, number, text) SELECT id, n, n, 'x' FROM chat CROSS JOIN generate_series(1, 3) n;
        CREATE TEMP TABLE f AS SELECT gen_random_uuid() AS id, l.chat_id, l.author_id FROM c JOIN chat_log l ON l.chat_id = c.id AND l.number = 10 WHERE c.i BETWEEN 61 AND 8060;
        INSERT INTO file (id, owner_id, school_id, status, kind, name, type, declared, received, size, charged, created_at, posted_at)
          SELECT id, author_id, (SELECT id FROM school ORDER BY id LIMIT 1), 'ready', 'other', 'x', 'text/plain', 1, 1, 1, 1, 1, 1 FROM f;
        INSERT INTO message_file (chat_id, number, file_id, ordinal, kind) SELECT chat_id, 10, id, 0, 'other' FROM f;
        UPDATE message m SET files = 1 FROM f WHERE m.chat_id = f.chat_id AND m.number = 10;
        """;

    private TestDatabase _database = null!;

    public ServiceProvider Services { get; private set; } = null!;

    public string ConnectionString => _database.ConnectionString;

    public SchoolId School { get; private set; }

    public PersonId Person { get; private set; }

    public IReadOnlyList<Guid> Chats { get; private set; } = [];

    /// <summary>Other chats, each with a file, and these files.</summary>
    public IReadOnlyList<(Guid Chat, Guid File)> Shared { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabase();
        Services = new ServiceCollection().AddLogging().AddSferumStorage(new StorageOptions { ConnectionString = ConnectionString }).BuildServiceProvider();
        await Services.GetRequiredService<Schema>().Migrate();
        await using var write = await Services.GetRequiredService<IDatabase>().Write(default);
        await write.Connection.ExecuteAsync(Filling, commandTimeout: 0);
        School = await write.First<SchoolId>("SELECT school_id FROM chat LIMIT 1");
        Person = await write.First<PersonId>("SELECT id FROM p WHERE i = 1");
        Chats = [.. await write.Query<Guid>("SELECT id FROM c WHERE i <= 60")];
        Shared = [.. await write.Query<(Guid, Guid)>("SELECT chat_id, id FROM f LIMIT 20")];
        await write.Commit();
        await using var analyze = await Services.GetRequiredService<IDatabase>().Read(default);
        await analyze.ExecuteAsync("VACUUM ANALYZE", commandTimeout: 0);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await _database.DisposeAsync();
    }
}

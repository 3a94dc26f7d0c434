using Dapper;
using Sferum.People;

namespace Sferum.Storage;

public sealed class The_two_schemas(SharedStore<PostgreSqlStore> postgreSql, SharedStore<SqliteStore> sqlite)
{
    [Fact]
    public async Task Have_the_same_tables_and_columns()
    {
        var expected = await Columns((await postgreSql.Store).Database, """
            SELECT table_name AS "Table", column_name AS "Name", data_type AS "Type", is_nullable = 'YES' AS "Nullable"
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'orleans%' ORDER BY 1, 2
            """);
        var actual = await Columns((await sqlite.Store).Database, """
            SELECT t.name AS "Table", c.name AS "Name", c.type AS "Type", c."notnull" = 0 AS "Nullable"
            FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'orleans%' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2
            """);

        Assert.Contains(("chat_log", "number", "integer", false), expected);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task Have_the_same_indexes()
    {
        var expected = await Indexes((await postgreSql.Store).Database, """
            SELECT tablename AS "Table", indexname AS "Name", indexdef AS "Sql" FROM pg_indexes
            WHERE schemaname = 'public' AND tablename NOT LIKE 'orleans%' AND (indexname LIKE 'ix_%' OR indexname LIKE 'ux_%') ORDER BY 2
            """);
        var actual = await Indexes((await sqlite.Store).Database, """
            SELECT tbl_name AS "Table", name AS "Name", sql AS "Sql" FROM sqlite_master
            WHERE type = 'index' AND tbl_name NOT LIKE 'orleans%' AND sql IS NOT NULL ORDER BY name
            """);

        Assert.Contains(("chat_log", "ux_chat_log_request", "chat_id,author_id,request_id", true, false), expected);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task Have_the_same_keys()
    {
        var expected = await Keys((await postgreSql.Store).Database, """
            SELECT c.conrelid::regclass::text AS "Table", c.contype = 'p' AS "Primary", string_agg(a.attname, ',' ORDER BY k.place) AS "Columns"
            FROM pg_constraint c CROSS JOIN unnest(c.conkey) WITH ORDINALITY k (number, place)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
            WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'u') AND c.conrelid::regclass::text NOT LIKE 'orleans%' GROUP BY c.oid, c.conrelid, c.contype ORDER BY 1, 2, 3
            """);
        var actual = await Keys((await sqlite.Store).Database, """
            SELECT "Table", "Primary", "Columns" FROM (
              SELECT t.name AS "Table", 1 AS "Primary",
                (SELECT group_concat(name, ',') FROM (SELECT c.name FROM pragma_table_info(t.name) c WHERE c.pk > 0 ORDER BY c.pk)) AS "Columns"
              FROM sqlite_master t WHERE t.type = 'table'
              UNION ALL
              SELECT t.name, 0, (SELECT group_concat(name, ',') FROM (SELECT c.name FROM pragma_index_info(i.name) c ORDER BY c.seqno))
              FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin = 'u')
            WHERE "Table" NOT LIKE 'orleans%' AND "Table" NOT LIKE 'sqlite_%' ORDER BY 1, 2, 3
            """);

        Assert.Contains(("chat_log", true, "chat_id,number"), expected);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task P15_Hold_nothing_of_people_whose_export_and_erasure_is_not_decided()
    {
        // Whatever could hold an id, words or a secret: references to other tables and keys called id apart. A new column is written down in PersonalColumns
        // (most need a part in PersonalSections and a line in ErasureRows too) or in ImpersonalColumns.
        await using var connection = await (await postgreSql.Store).Database.Read(default);
        var found = (await connection.QueryAsync<string>(
            """
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name NOT LIKE 'orleans%' AND column_name <> 'id' AND data_type NOT IN ('smallint', 'integer', 'bigint', 'boolean')
              AND NOT EXISTS (
                SELECT 1 FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                WHERE c.contype = 'f' AND c.confrelid <> 'person'::regclass AND c.conrelid = quote_ident(table_name)::regclass AND a.attname = column_name)
            """)).AsList();

        Assert.Empty(PersonalColumns.All.Keys.Intersect(ImpersonalColumns.Names, StringComparer.Ordinal));
        Assert.Equal(found.Order(StringComparer.Ordinal), PersonalColumns.All.Keys.Concat(ImpersonalColumns.Names).Order(StringComparer.Ordinal));
    }

    private static async Task<List<(string Table, string Name, string Type, bool Nullable)>> Columns(IDatabase database, string sql)
    {
        await using var connection = await database.Read(CancellationToken.None);
        var rows = await connection.QueryAsync<Column>(sql);
        return [.. rows.Select(r => (r.Table, r.Name, Kind(r.Type), r.Nullable)).OrderBy(r => r.Table, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal)];
    }

    private static async Task<List<(string Table, string Name, string Columns, bool Unique, bool Partial)>> Indexes(IDatabase database, string sql)
    {
        await using var connection = await database.Read(CancellationToken.None);
        var rows = await connection.QueryAsync<Index>(sql);
        return
        [
            .. rows.Select(r =>
            {
                var where = r.Sql.IndexOf(" WHERE ", StringComparison.Ordinal);
                var columns = (where < 0 ? r.Sql : r.Sql[..where])[(r.Sql.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')').Replace(" ", "", StringComparison.Ordinal);
                return (r.Table, r.Name, columns, r.Sql.StartsWith("CREATE UNIQUE", StringComparison.Ordinal), where > 0);
            }).OrderBy(r => r.Name, StringComparer.Ordinal),
        ];
    }

    private static async Task<List<(string Table, bool Primary, string Columns)>> Keys(IDatabase database, string sql)
    {
        await using var connection = await database.Read(CancellationToken.None);
        var rows = await connection.QueryAsync<Key>(sql);
        return [.. rows.Select(r => (r.Table, r.Primary, r.Columns)).OrderBy(r => r.Table, StringComparer.Ordinal).ThenBy(r => r.Primary).ThenBy(r => r.Columns, StringComparer.Ordinal)];
    }

    private static string Kind(string type) => type switch
    {
        "uuid" or "text" or "TEXT" => "text",
        "bigint" or "integer" or "smallint" or "INTEGER" => "integer",
        "bytea" or "BLOB" => "bytes",
        _ => type,
    };

    private sealed record Column
    {
        public string Table { get; init; } = "";

        public string Name { get; init; } = "";

        public string Type { get; init; } = "";

        public bool Nullable { get; init; }
    }

    private sealed record Index
    {
        public string Table { get; init; } = "";

        public string Name { get; init; } = "";

        public string Sql { get; init; } = "";
    }

    private sealed record Key
    {
        public string Table { get; init; } = "";

        public bool Primary { get; init; }

        public string Columns { get; init; } = "";
    }
}

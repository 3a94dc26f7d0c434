using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sferum.Storage;

/// <summary>One numbered file of SQL, as it is built into the binary.</summary>
/// <param name="Version">Its number, 1, 2, 3, …</param>
/// <param name="Name">Its file name.</param>
/// <param name="Contract">False: it only adds, and the binary before it can go on. True: it takes something away.</param>
/// <param name="Sql">Its text.</param>
internal sealed record Migration(int Version, string Name, bool Contract, string Sql)
{
    private const string Mark = "-- step: ";

    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The files built into this assembly for a database, in order.</summary>
    public static IReadOnlyList<Migration> BuiltIn(Dialect dialect)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"migrations/{(dialect == Dialect.PostgreSql ? "postgresql" : "sqlite")}/";
        var files = assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var migrations = new List<Migration>();
        foreach (var file in files)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!, Encoding.UTF8);
            migrations.Add(Parse(file[prefix.Length..], reader.ReadToEnd()));
        }

        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Version != i + 1)
            {
                throw new InvalidOperationException($"Migration {i + 1} is missing or there twice: found {migrations[i].Name}.");
            }
        }

        return migrations;
    }

    public static Migration Parse(string name, string sql)
    {
        if (name.Length < 5 || !int.TryParse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            throw new InvalidOperationException($"Migration {name}: its name must begin with four digits.");
        }

        var first = sql.AsSpan(0, Math.Max(0, sql.AsSpan().IndexOf('\n'))).TrimEnd();
        return first switch
        {
            Mark + "expand" => new Migration(version, name, Contract: false, sql),
            Mark + "contract" => new Migration(version, name, Contract: true, sql),
            _ => throw new InvalidOperationException($"Migration {name}: its first line must be \"{Mark}expand\" or \"{Mark}contract\"."),
        };
    }
}

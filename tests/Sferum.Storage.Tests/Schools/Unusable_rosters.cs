using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sferum.TestServers;

namespace Sferum.Schools;

public sealed class Unusable_rosters : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("manifest.csv", "1.1")]
    [InlineData("orgs.csv", "1.1")]
    [InlineData("classes.csv", "1.1")]
    [InlineData("users.csv", "1.1")]
    [InlineData("enrollments.csv", "1.1")]
    [InlineData("courses.csv", "1.1")]
    [InlineData("roles.csv", "1.2")]
    public void A_file_that_is_promised_must_be_there(string file, string version) =>
        Refused(RosterSet.Small(version).Without(file), RosterWhy.FileMissing, file);

    [Theory]
    [InlineData("orgs.csv", "type", "1.1")]
    [InlineData("classes.csv", "schoolSourcedId", "1.1")]
    [InlineData("users.csv", "orgSourcedIds", "1.1")]
    [InlineData("users.csv", "familyName", "1.2")]
    [InlineData("roles.csv", "orgSourcedId", "1.2")]
    [InlineData("enrollments.csv", "sourcedId", "1.1")]
    public void A_missing_column_is_named(string file, string column, string version)
    {
        var refusal = Refused(RosterSet.Small(version).With(file, t => t.Replace("\n", "\n ", StringComparison.Ordinal).Replace(column + ",", "x,", StringComparison.Ordinal)
            .Replace(column + "\n", "x\n", StringComparison.Ordinal)), RosterWhy.ColumnMissing, file);
        Assert.Equal(column, refusal.Args!["column"]);
    }

    [Fact]
    public void Only_whole_files_of_known_versions_are_taken()
    {
        Refused(RosterSet.Small().With("manifest.csv", "file.users,bulk", "file.users,delta"), RosterWhy.Delta, "users.csv");
        Refused(RosterSet.Small().With("manifest.csv", "file.users,bulk", "file.users,absent"), RosterWhy.FileMissing, "users.csv");
        Refused(RosterSet.Small().With("manifest.csv", "file.users,bulk", "file.users,some"), RosterWhy.ModeUnknown, "users.csv");
        Refused(RosterSet.Small().With("manifest.csv", "oneroster.version,1.1", "oneroster.version,1.0"), RosterWhy.VersionUnknown, "manifest.csv");
        Refused(RosterSet.Small().With("manifest.csv", "oneroster.version,1.1", "x,1.1"), RosterWhy.VersionUnknown, "manifest.csv");
    }

    [Fact]
    public void Another_encoding_is_not_guessed()
    {
        var folder = RosterSet.Small().ToFolder(_temp, CodePagesEncodingProvider.Instance.GetEncoding(1251));
        Assert.Equal(RosterWhy.NotUtf8, RosterSet.Reader().Read(folder).Refusal?.Code);
        Assert.Equal(RosterWhy.EncodingUnknown, RosterSet.Reader().Read(folder, "koi8-r").Refusal?.Code);
    }

    [Fact]
    public void A_header_that_cannot_be_read_is_no_header()
    {
        Refused(RosterSet.Small().With("users.csv", "sourcedId,status", "\"sourcedId,status"), RosterWhy.HeaderMalformed, "users.csv");
        Refused(RosterSet.Small().With("users.csv", _ => ""), RosterWhy.ColumnMissing, "users.csv");
        Refused(RosterSet.Small().With("users.csv", t => t + new string('x', 200_000)), RosterWhy.RecordTooLong, "users.csv");
    }

    [Fact]
    public void A_path_that_leads_nowhere_or_to_something_else_is_refused()
    {
        Assert.Equal(RosterWhy.NotFound, RosterSet.Reader().Read(Path.Combine(_temp.Path, "нет.zip")).Refusal?.Code);
        var text = Path.Combine(_temp.Path, "text.zip");
        File.WriteAllText(text, "это не архив");
        Assert.Equal(RosterWhy.ZipBroken, RosterSet.Reader().Read(text).Refusal?.Code);
    }

    [Fact]
    public void Any_damage_to_an_archive_is_seen()
    {
        var whole = File.ReadAllBytes(RosterSet.Small().ToZip(_temp));
        var random = new Random(20261123);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            var at = random.Next(damaged.Length);
            damaged[at] ^= (byte)(1 << random.Next(8));
            var path = Path.Combine(_temp.Path, "damaged.zip");
            File.WriteAllBytes(path, i % 10 == 0 ? damaged[..at] : damaged);
            var read = RosterSet.Reader().Read(path);
            if (!read.IsRefused(out _))
            {
                // A bit of a date or an attribute: what is read is what was written.
                Assert.Equal(0, read.Value.Problems.Count);
                Assert.Equal(23, read.Value.Roster.People.Count);
            }
        }
    }

    [Fact]
    public void An_archive_that_claims_less_than_it_holds_is_not_cut_silently()
    {
        var path = RosterSet.Small().ToZip(_temp);
        var bytes = File.ReadAllBytes(path);
        var name = "enrollments.csv"u8;

        // The central directory names a file 46 bytes after the entry's beginning; its claimed length stands at 24.
        var entry = bytes.AsSpan().LastIndexOf(name) - 46;
        var length = BitConverter.ToUInt32(bytes, entry + 24);
        BitConverter.GetBytes(length / 2).CopyTo(bytes, entry + 24);
        File.WriteAllBytes(path, bytes);
        Assert.Equal(RosterWhy.ZipBroken, RosterSet.Reader().Read(path).Refusal?.Code);
    }

    [Fact]
    public void Bombs_crowds_and_twins_are_refused()
    {
        Assert.Equal(RosterWhy.ZipSuspicious, Zip(z => Fill(z, "users.csv", 4 << 20)).Refusal?.Code);
        Assert.Equal(RosterWhy.ZipTooMany, Zip(static z =>
        {
            for (var i = 0; i <= RosterZip.MaxEntries; i++)
            {
                z.CreateEntry(i.ToString(CultureInfo.InvariantCulture));
            }
        }).Refusal?.Code);
        Assert.Equal(RosterWhy.FileTwice, Zip(static z =>
        {
            z.CreateEntry("users.csv");
            z.CreateEntry("../../USERS.csv");
        }).Refusal?.Code);
    }

    [Fact]
    public void An_entry_with_a_path_is_written_nowhere()
    {
        var read = RosterSet.Reader().Read(RosterSet.Small().ToZip(_temp, "../../"));
        Assert.Equal(23, read.Value.Roster.People.Count);
        Assert.Empty(Directory.GetFiles(Path.GetFullPath(Path.Combine(_temp.Path, "../..")), "*.csv"));
    }

    private static void Fill(ZipArchive zip, string name, int zeros)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(new byte[zeros]);
    }

    private Outcome<RosterRead> Zip(Action<ZipArchive> fill)
    {
        var path = Path.Combine(_temp.Path, Guid.CreateVersion7().ToString("N") + ".zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            fill(zip);
        }

        return RosterSet.Reader().Read(path);
    }

    private Refusal Refused(RosterSet set, string code, string file)
    {
        var refusal = RosterSet.Reader().Read(set.ToFolder(_temp)).Refusal;
        Assert.Equal((code, file), (refusal?.Code, refusal?.Args?["file"]));
        return refusal!;
    }
}

using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sferum.Files;

/// <summary>ClamAV's own daemon with signatures of ours: the only thing it knows is the test file that all scanners know, and a mark.</summary>
public sealed class Scanning_files(ClamServer server) : IClassFixture<ClamServer>
{
    private static readonly byte[] Eicar = Encoding.ASCII.GetBytes("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    private ClamdScanner Scanner => new(server.Address, NullLogger<ClamdScanner>.Instance);

    [Fact]
    public async Task Finds_nothing_in_what_is_clean()
    {
        Assert.Equal(ScanVerdict.Clean, await Scanner.Scan(new MemoryStream(Encoding.UTF8.GetBytes("домашнее задание")), default));
        Assert.Equal(ScanVerdict.Clean, await Scanner.Scan(new MemoryStream(new byte[5_000_000]), default));
    }

    [Fact]
    public async Task Finds_a_virus() => Assert.Equal(ScanVerdict.Infected, await Scanner.Scan(new MemoryStream(Eicar), default));

    [Fact]
    public async Task Finds_it_inside_an_archive()
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("реферат.txt").Open();
            entry.Write(Eicar);
        }

        bytes.Position = 0;
        Assert.Equal(ScanVerdict.Infected, await Scanner.Scan(bytes, default));
    }

    [Fact]
    public async Task Says_that_it_has_not_scanned_what_is_too_large_for_the_scanner() =>
        Assert.Equal(ScanVerdict.NotScanned, await Scanner.Scan(new MemoryStream(new byte[ClamServer.MostBytes + 1]), default));

    [Theory]
    [InlineData("127.0.0.1:9")]
    [InlineData("/nowhere/clamd.sock")]
    public async Task Says_that_it_has_not_scanned_when_nobody_answers(string address) =>
        Assert.Equal(ScanVerdict.NotScanned, await new ClamdScanner(address, NullLogger<ClamdScanner>.Instance).Scan(new MemoryStream([1]), default));
}

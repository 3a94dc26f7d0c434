using System.Diagnostics;
using System.Globalization;
using Sferum.TestServers;

namespace Sferum.Schools;

/// <summary>The command in a process of its own, as an operator runs it. A heavier district by hand: SFERUM_TEST_SUBJECTS=10 is a million places.</summary>
public sealed class Importing_a_large_district(ITestOutputHelper output) : IDisposable
{
    private const int People = 100_000;
    private const int Megabytes = 500;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_hundred_thousand_people_fit_into_half_a_gigabyte()
    {
        var subjects = int.TryParse(Environment.GetEnvironmentVariable("SFERUM_TEST_SUBJECTS"), CultureInfo.InvariantCulture, out var more) ? more : 1;
        var district = new LargeDistrict(People, subjects);
        var zip = Path.Combine(_temp.Path, "district.zip");
        district.Write(zip);
        output.WriteLine($"{People} people, {district.Enrollments} places");

        var written = await Import(zip);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Read (OneRoster 1.1): {district.Schools} schools"), written, StringComparison.Ordinal);
        Assert.InRange(Memory(written), 1, Megabytes - 1);

        var again = await Import(zip);
        Assert.Equal(district.Schools, again.Split(": no change").Length - 1);
        Assert.InRange(Memory(again), 1, Megabytes - 1);
    }

    /// <summary>"… peak memory 177 MB."</summary>
    private static int Memory(string written) => int.Parse(written.Split("peak memory ")[1].Split(' ')[0], CultureInfo.InvariantCulture);

    private async Task<string> Import(string zip)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Sferum.Host.dll"), "roster", "import", zip, "--data", Path.Combine(_temp.Path, "data"), "--locale", "en", "--show", "0" },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.StartInfo.Environment.Remove("Sferum__Postgres__ConnectionString");
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        var written = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        output.WriteLine(written.TrimEnd().Split('\n')[^1]);
        Assert.True(process.ExitCode == 0, written + await errors);
        return written;
    }
}

using System.Diagnostics;
using System.Globalization;
using Sferum.TestServers;

namespace Sferum.Load;

/// <summary>bench/capacity, and the page that shows what it says.</summary>
public sealed class Arithmetic_of_capacity
{
    [Fact]
    public async Task Is_the_one_that_the_page_shows()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "capacity.md"));
        var (_, said) = await Run("--schools", "100");
        Assert.Contains("connected at the peak 48000", said, StringComparison.Ordinal);
        Assert.Contains("| connected at the peak | 4,320 | 48,000 | 480,000 |", page, StringComparison.Ordinal);
        Assert.Equal("| gateways of 15,000 connections, and one more | 5 |", Line(said, "gateways of"));
        Assert.Contains("| gateways / silos of two cores | 2 / 2 | 5 / 2 | 33 / 5 |", page, StringComparison.Ordinal);
        Assert.Equal("| cores of media servers, at 60 % | 260 |", Line(said, "cores of media"));
        Assert.Contains("| 24 / 0.4 | 260 / 3.9 |", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grows_with_what_it_is_told()
    {
        var (_, one) = await Run("--schools", "100");
        var (_, twice) = await Run("--schools", "100", "--posts", "4");
        Assert.Equal(2, Number(twice, "deliveries a second") / Number(one, "deliveries a second"));
        Assert.Equal(Number(one, "coming in"), Number(twice, "coming in"));
    }

    [Theory]
    [InlineData]
    [InlineData("--schools", "many")]
    [InlineData("--schools", "9", "--pupils", "2")]
    public async Task Says_how_it_is_asked(params string[] line) => Assert.Equal(2, (await Run(line)).Code);

    private static async Task<(int Code, string Said)> Run(params string[] line)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "bench", "capacity"), line) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await complained;
        return (process.ExitCode, await said);
    }

    private static string Line(string said, string begins) => said.Split('\n').Single(l => l.StartsWith("| " + begins, StringComparison.Ordinal));

    private static double Number(string said, string begins) => double.Parse(Line(said, begins).Split('|')[2], CultureInfo.InvariantCulture);
}

using System.Text;
using Sferum.TestServers;

namespace Sferum.Files;

/// <summary>What a program that works on a stranger's file may not do.</summary>
public sealed class Programs_that_look_into_files : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task See_nothing_of_our_environment()
    {
        Environment.SetEnvironmentVariable("SFERUM_SECRET_OF_TESTS", "пароль");

        var (_, said) = await Shell("env", new ChildProgram("/bin/sh"));

        Assert.DoesNotContain("пароль", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_no_more_memory_than_they_may()
    {
        var (ended, _) = await Shell("x=$(head -c 200000000 /dev/zero | tr '\\0' x); echo ${#x}", new ChildProgram("/bin/sh") { Memory = 50_000_000 });

        Assert.NotEqual(0, ended);
    }

    [Fact]
    public async Task Get_no_more_time_than_they_may()
    {
        var (ended, _) = await Shell("while :; do :; done", new ChildProgram("/bin/sh") { Processor = 1 });

        Assert.NotEqual(0, ended);
    }

    [Fact]
    public async Task Write_no_larger_file_than_they_may()
    {
        await Shell("head -c 2000000 /dev/zero > big", new ChildProgram("/bin/sh") { Written = 1_000_000 });

        Assert.InRange(new FileInfo(Path.Combine(_folder.Path, "big")).Length, 0, 1_000_000);
    }

    [Fact]
    public async Task Are_ended_when_they_wait_for_ever() =>
        await Assert.ThrowsAsync<IOException>(() => Shell("sleep 1000", new ChildProgram("/bin/sh") { Patience = TimeSpan.FromMilliseconds(50) }));

    [Fact]
    public async Task That_are_not_there_are_an_error_of_ours_and_no_fault_of_the_file() =>
        await Assert.ThrowsAsync<IOException>(() => Shell("", new ChildProgram("/nowhere/program")));

    public void Dispose() => _folder.Dispose();

    private async Task<(int Ended, string Said)> Shell(string script, ChildProgram program)
    {
        using var said = new MemoryStream();
        var ended = await program.Run(["-c", script], _folder.Path, (output, cancel) => output.CopyToAsync(said, cancel), default);
        return (ended, Encoding.UTF8.GetString(said.ToArray()));
    }
}

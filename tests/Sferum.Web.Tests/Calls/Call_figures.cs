using System.Globalization;
using Sferum.TestServers;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls;

/// <summary>How fast a call of a teacher and two students is (bench/calls): explicit, since it measures and asserts nothing about time.</summary>
public sealed class Call_figures
{
    private const int JoinsOfEach = 10;
    private const int Losses = 3;
    private const int CpuSeconds = 20;
    private const int TicksPerSecond = 100;

    private static readonly string? Figures = Environment.GetEnvironmentVariable("SFERUM_CALL_FIGURES");

    [Fact(Explicit = true)]
    public async Task Are_measured()
    {
        Assert.True(Figures is not null, "SFERUM_CALL_FIGURES names the file for the figures.");
        await using var classroom = new Classroom { SilenceMs = "1500" };
        await classroom.InitializeAsync();
        var students = await classroom.StudentsIn(classroom.Class, 2);
        await using var teacher = await Participant.Before(classroom, classroom.Teacher, classroom.Class);
        await teacher.Enter("Начать видеосессию");
        await teacher.On("Камера");
        await teacher.On("Микрофон");
        await using var first = await Participant.Before(classroom, students[0], classroom.Class);
        await using var second = await Participant.Before(classroom, students[1], classroom.Class);

        for (var i = 0; i < JoinsOfEach; i++)
        {
            foreach (var student in new[] { first, second })
            {
                await Join(student, classroom);
            }
        }

        Participant[] all = [teacher, first, second];
        await Cpu(classroom.Carriers.Now, all.Length);
        for (var i = 0; i < Losses; i++)
        {
            await Lose("killed", static carrier => carrier.Kill(), classroom.Carriers, all);
        }

        for (var i = 0; i < Losses; i++)
        {
            await Lose("frozen", static carrier => carrier.Freeze(), classroom.Carriers, all);
        }
    }

    /// <summary>Somebody comes in, after having left when that is not for the first time.</summary>
    private static async Task Join(Participant who, Classroom classroom)
    {
        if (await who.Dock.IsVisibleAsync())
        {
            await who.Key("Выйти").ClickAsync();
            await Expect(who.Dock).ToBeHiddenAsync();
        }

        var sent = 0;
        who.Page.WebSocket += (_, line) => line.FrameSent += (_, _) => Interlocked.Increment(ref sent);
        await who.Device.GoTo($"/chats/{classroom.Class.Id}/call");
        await Task.Delay(1000);
        var before = sent;
        await Note("join", await Frames.Enter(who));
        await Note("sent", sent - before);
        await who.On("Камера");
        await who.On("Микрофон");
    }

    private static async Task Lose(string how, Func<JanusProcess, Task> lose, Carriers carriers, Participant[] all) =>
        await Note(how, await Frames.AgainAfter(lose, carriers, all));

    /// <summary>Percent of one core for each participant.</summary>
    private static async Task Cpu(JanusProcess server, int participants)
    {
        await Task.Delay(3000);
        var before = Ticks(server.ProcessId);
        await Task.Delay(TimeSpan.FromSeconds(CpuSeconds));
        await Note("cpu", 100.0 * (Ticks(server.ProcessId) - before) / TicksPerSecond / CpuSeconds / participants);
    }

    private static long Ticks(int process)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    private static Task Note(string what, double value) => File.AppendAllTextAsync(Figures!, string.Create(CultureInfo.InvariantCulture, $"{what}\t{value:0.#}\n"));
}

using System.Globalization;
using Microsoft.Playwright;
using Sferum.Running;
using static Microsoft.Playwright.Assertions;

namespace Sferum.Calls.Campaign;

/// <summary>
/// A call of a teacher and two students over silos and gateways of their own, one student by TURN alone (bench/calls): losses of every part, and a long
/// one. Explicit, since they last; what they find is written down, and what must hold is asserted.
/// </summary>
public sealed class Call_campaigns
{
    private const int Losses = 3;
    private const int Worked = 20_000;

    private static readonly string? Figures = Environment.GetEnvironmentVariable("SFERUM_CALL_FIGURES");
    private static readonly int Minutes = int.Parse(Environment.GetEnvironmentVariable("SFERUM_CALL_MINUTES") ?? "60", CultureInfo.InvariantCulture);

    [Fact(Explicit = true)]
    public async Task Losses_of_media_servers_and_silos()
    {
        await using var classroom = new SilosClassroom();
        await classroom.InitializeAsync();
        var all = await Gather(classroom);
        for (var i = 0; i < Losses; i++)
        {
            await Note("killed", await Frames.AgainAfter(static carrier => carrier.Kill(), classroom.Carriers, all));
        }

        for (var i = 0; i < Losses; i++)
        {
            await Note("frozen", await Frames.AgainAfter(static carrier => carrier.Freeze(), classroom.Carriers, all));
        }

        for (var i = 0; i < Losses; i++)
        {
            await LoseSilo(classroom, all);
        }

        await Go(all);
    }

    [Fact(Explicit = true)]
    public async Task A_long_call()
    {
        await using var classroom = new SilosClassroom { PicturesPerSecond = 5 };
        await classroom.InitializeAsync();
        var all = await Gather(classroom);
        await Task.WhenAll(all.Select(Frames.KeepGaps));
        var third = TimeSpan.FromMinutes(Minutes) / 3;

        await Task.Delay(third);
        await NoteGaps("undisturbed", all);
        var silo = await classroom.Carrying();
        await classroom.Part("stop", silo);
        await classroom.Part("start", silo);
        await classroom.Part("ready", silo);

        await Task.Delay(third);
        await NoteGaps("silo restarted", all);
        var gateway = await classroom.Busiest();
        await classroom.Part("stop", gateway);
        await classroom.Part("start", gateway);
        await classroom.Part("ready", gateway);

        await Task.Delay(third);
        await NoteGaps("gateway drained", all);
        foreach (var one in all)
        {
            await Expect(one.Dock).ToBeVisibleAsync();
            foreach (var other in all.Where(o => o != one))
            {
                await StillSees(one, other);
            }
        }

        await RaiseHand(all[1], all[0], 1);
        await Note("minutes", Minutes);
        await Go(all);
    }

    /// <summary>Whoever does not is quoted with what both pages tell: a line that was taken for too thin leaves only the sound.</summary>
    private static async Task StillSees(Participant one, Participant other)
    {
        try
        {
            await one.Sees(other);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{one.Person} does not see {other.Person}.\n{await one.Page.Locator("body").InnerTextAsync()}\nThe other's page:\n{await other.Page.Locator("body").InnerTextAsync()}");
        }
    }

    /// <summary>The teacher leads; the second student is reached by TURN only.</summary>
    private static async Task<IReadOnlyList<Participant>> Gather(SilosClassroom classroom)
    {
        var students = await classroom.StudentsIn(classroom.Class, 2);
        List<Participant> all = [await Participant.Before(classroom, classroom.Teacher, classroom.Class)];
        await all[0].Enter("Начать видеосессию");
        foreach (var student in students)
        {
            var one = new Participant(await classroom.DeviceOf(student), student);
            if (student == students[^1])
            {
                await one.Page.AddInitScriptAsync(
                    """
                    window.RTCPeerConnection = class extends window.RTCPeerConnection {
                      constructor(configuration) { super({ ...configuration, iceTransportPolicy: "relay" }); }
                    };
                    """);
            }

            await one.Device.GoTo($"/chats/{classroom.Class.Id}/call");
            await one.Enter();
            all.Add(one);
        }

        foreach (var one in all)
        {
            await one.On("Камера");
            await one.On("Микрофон");
        }

        foreach (var one in all)
        {
            foreach (var other in all.Where(o => o != one))
            {
                await one.Sees(other);
            }
        }

        return all;
    }

    /// <summary>The silo of the session is killed: media goes on, hands and locks stand, and commands work again in time.</summary>
    private static async Task LoseSilo(SilosClassroom classroom, IReadOnlyList<Participant> all)
    {
        var (teacher, first, second) = (all[0], all[1], all[2]);
        await RaiseHand(first, teacher, 1);
        await People(teacher);
        await teacher.Page.GetByLabel("Чат закрыт").ClickAsync();
        await Expect(teacher.Page.GetByLabel("Чат закрыт")).ToBeCheckedAsync();
        await Task.WhenAll(all.Select(Frames.KeepGaps));
        await Task.Delay(3000);

        var silo = await classroom.Carrying();
        var since = TimeProvider.System.GetTimestamp();
        await classroom.Part("signal", silo, "KILL");
        await RaiseHand(second, teacher, 2);
        var worked = TimeProvider.System.GetElapsedTime(since).TotalMilliseconds;
        await Note("silo killed, a command works", worked);
        Assert.True(worked < Worked, $"A command worked after {worked:0} ms only.");

        await Expect(teacher.Page.GetByLabel("Чат закрыт")).ToBeCheckedAsync();
        await NoteGaps("silo killed", all);
        await classroom.Part("start", silo);
        await classroom.Part("ready", silo);
        await teacher.Page.GetByLabel("Чат закрыт").ClickAsync();
        await Expect(teacher.Page.GetByLabel("Чат закрыт")).ToBeCheckedAsync(new() { Checked = false });
        await first.Key("Рука").ClickAsync();
        await second.Key("Рука").ClickAsync();
        await Expect(first.Key("Рука")).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(second.Key("Рука")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    private static async Task People(Participant teacher)
    {
        if (await teacher.Key("Люди").GetAttributeAsync("aria-expanded") != "true")
        {
            await teacher.Key("Люди").ClickAsync();
        }
    }

    /// <summary>Asks again while nobody answers, as a person would.</summary>
    private static async Task RaiseHand(Participant who, Participant seenBy, int place)
    {
        var seen = seenBy.Page.GetByText($"поднята рука, очередь: {place}").First;
        for (var i = 0; await seen.CountAsync() == 0; i++)
        {
            if (i % 10 == 0 && await who.Key("Рука").GetAttributeAsync("aria-pressed") != "true")
            {
                await who.Key("Рука").ClickAsync();
            }

            Assert.True(i < 600, "Nobody saw the hand in a minute.");
            await Task.Delay(100);
        }
    }

    private static async Task NoteGaps(string when, IReadOnlyList<Participant> all)
    {
        var longest = await Task.WhenAll(all.Select(one => Frames.LongestGap(one, all.Where(o => o != one))));
        await Note($"longest gap, {when}", longest.Max());
        await Task.WhenAll(all.Select(Frames.KeepGaps));
    }

    private static async Task Go(IReadOnlyList<Participant> all)
    {
        foreach (var one in all)
        {
            await one.DisposeAsync();
        }
    }

    private static Task Note(string what, double value)
    {
        Assert.True(Figures is not null, "SFERUM_CALL_FIGURES names the file for the figures.");
        return File.AppendAllTextAsync(Figures, string.Create(CultureInfo.InvariantCulture, $"{what}\t{value:0.#}\n"));
    }
}

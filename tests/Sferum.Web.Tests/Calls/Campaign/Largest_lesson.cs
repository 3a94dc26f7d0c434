using System.Globalization;
using System.Net.Http.Json;
using Sferum.Chats;
using Sferum.People;
using Sferum.Running;

namespace Sferum.Calls.Campaign;

/// <summary>
/// How many take part in a lesson, each with camera and microphone, until this machine is at its end (bench/calls largest): one after another comes in, and
/// with each it is measured what it costs. Explicit, since it measures and asserts nothing about time.
/// </summary>
public sealed class Largest_lesson
{
    private const int Most = 11;
    private const int TicksPerSecond = 100;

    /// <summary>A picture that stands so long is a lesson that does not work.</summary>
    private const double TooLong = 3000;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);
    private static readonly string? Figures = Environment.GetEnvironmentVariable("SFERUM_CALL_FIGURES");

    [Fact(Explicit = true)]
    public async Task Is_measured()
    {
        Assert.True(Figures is not null, "SFERUM_CALL_FIGURES names the file for the figures.");
        await using var classroom = new Classroom { SilenceMs = "1500", PicturesPerSecond = 5 };
        await classroom.InitializeAsync();
        var people = new Queue<DemoPersonDto>([classroom.Teacher, .. await Classmates(classroom)]);
        List<Participant> all = [];
        try
        {
            while (people.TryDequeue(out var person) && await ComeIn(classroom, person, all) && await Measure(classroom, all))
            {
            }
        }
        finally
        {
            foreach (var one in all)
            {
                await one.DisposeAsync();
            }
        }

        Assert.True(all.Count > 2, "No lesson of more than two came about.");
    }

    /// <summary>Students of the class, also those who are not offered for a first look.</summary>
    private static async Task<IEnumerable<DemoPersonDto>> Classmates(Classroom classroom)
    {
        using var http = new HttpClient();
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"{classroom.Address}/api/chats/{classroom.Class.Id}/members");
        ask.Headers.Authorization = new("Bearer", (await classroom.SignIn(classroom.Teacher)).AccessToken);
        using var answer = await http.SendAsync(ask);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<ChatMembersPage>())!.Members.Where(static m => m.Role == "student").Take(Most)
            .Select(static m => new DemoPersonDto(m.Id, m.Name, m.Role, ""));
    }

    /// <summary>False when the one who came and the others do not see each other in time.</summary>
    private static async Task<bool> ComeIn(Classroom classroom, DemoPersonDto person, List<Participant> all)
    {
        var one = new Participant(await classroom.DeviceOf(person), person);
        await one.Page.AddInitScriptAsync(
            """
            window.peers = [];
            window.RTCPeerConnection = class extends window.RTCPeerConnection {
              constructor(...how) { super(...how); window.peers.push(this); }
            };
            """);
        await one.Device.GoTo($"/chats/{classroom.Class.Id}/call");
        await one.Enter(all.Count == 0 ? "Начать видеосессию" : "Войти в видеосессию");
        await one.On("Камера");
        await one.On("Микрофон");
        all.Add(one);
        try
        {
            await Task.WhenAll(all.Where(other => other != one).SelectMany(other => new[] { one.Sees(other), other.Sees(one) }));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>False when the machine is at its end.</summary>
    private static async Task<bool> Measure(Classroom classroom, List<Participant> all)
    {
        if (all.Count < 2)
        {
            return true;
        }

        await Task.WhenAll(all.Select(Frames.KeepGaps));
        var (janus, idle, bytes) = (Ticks(classroom), Idle(), await Received(all));
        await Task.Delay(Measured);
        var perSecond = 1 / Measured.TotalSeconds;
        var carried = 100 * perSecond * (Ticks(classroom) - janus) / TicksPerSecond;
        var free = 100 * perSecond * (Idle() - idle) / TicksPerSecond;
        var megabits = 8e-6 * perSecond * (await Received(all) - bytes);
        var gap = (await Task.WhenAll(all.Select(one => Frames.LongestGap(one, all.Where(o => o != one))))).Max();
        await File.AppendAllTextAsync(
            Figures!, string.Create(CultureInfo.InvariantCulture, $"largest\t{all.Count}\t{gap:0}\t{megabits:0.0}\t{carried:0.0}\t{free:0}\n"));
        return gap < TooLong;
    }

    /// <summary>What all browsers together have received of pictures and sound.</summary>
    private static async Task<double> Received(List<Participant> all) => (await Task.WhenAll(all.Select(static one => one.Page.EvaluateAsync<double>(
        """
        async () => {
          let all = 0;
          for (const peer of window.peers.filter(({ connectionState }) => connectionState === "connected"))
            for (const report of (await peer.getStats()).values()) if (report.type === "inbound-rtp") all += report.bytesReceived;
          return all;
        }
        """)))).Sum();

    private static long Ticks(Classroom classroom)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{classroom.Carriers.Now.ProcessId}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    /// <summary>For how long the machine's cores had nothing to do.</summary>
    private static long Idle() =>
        long.Parse(File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[4], CultureInfo.InvariantCulture);
}

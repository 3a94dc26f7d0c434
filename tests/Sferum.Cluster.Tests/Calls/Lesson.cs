using Orleans.TestingHost;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Calls;

/// <summary>A class with its teacher and students, each with a live line, and a call in the class's chat.</summary>
internal sealed class Lesson : IAsyncDisposable
{
    private readonly List<Witness> _lines = [];
    private bool _hasMedia;

    private Lesson(TestDistrict district, SchoolId school, ChatId chat, PersonId teacher, IReadOnlyList<PersonId> students) =>
        (District, School, Chat, Teacher, Students) = (district, school, chat.Value, teacher, students);

    public TestDistrict District { get; }

    public SchoolId School { get; }

    public Guid Chat { get; }

    public PersonId Teacher { get; }

    public IReadOnlyList<PersonId> Students { get; }

    /// <summary>The call, once it is started.</summary>
    public Guid Call { get; private set; }

    public static async Task<Lesson> Open(DistrictShape? shape = null, int students = 2)
    {
        var district = await TestDistrict.Start(shape);
        var school = await district.Town.School();
        var teacher = await district.Town.Person(school, Role.ClassTeacher, "Ольга Учитель");
        var pupils = await district.Town.People(school, students);
        var (_, chat) = await district.Town.Class(school, teacher, pupils);
        await district.FollowRoster(chat);
        return new Lesson(district, school, chat, teacher, pupils) { _hasMedia = shape?.Media.Nodes.Count > 0 };
    }

    /// <summary>Kills the silo on which the call's actor runs.</summary>
    public Task KillSilo() => District.Silos.KillSiloAsync(Silo());

    /// <summary>Stops it as an operator does.</summary>
    public Task StopSilo() => District.Silos.StopSiloAsync(Silo());

    /// <summary>Until a state of the call's actor is stored, or is no longer.</summary>
    public async Task UntilStored(string state, bool isThere)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await District.Town.Count("SELECT count(*) FROM OrleansStorage WHERE GrainTypeString LIKE @state AND PayloadBinary IS NOT NULL", new { state = $"%{state}" }) > 0 != isThere)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Somebody with a live line, who is in no call yet.</summary>
    public async Task<Witness> Line(PersonId person, int gateway = 0)
    {
        var line = await Witness.Join(await District.SignIn(person, gateway));
        _lines.Add(line);
        return line;
    }

    /// <summary>The teacher starts the call and comes in.</summary>
    public async Task<Witness> Begin(bool lobby = false)
    {
        var teacher = await Line(Teacher);
        Call = (await teacher.Line.StartCallAsync(new StartCallRequest(Chat, Lobby: lobby))).Must().CallId;
        await Enter(teacher);
        if (_hasMedia)
        {
            await teacher.Until(static w => w.Call is { HasMedia: true });
        }

        return teacher;
    }

    /// <summary>Comes in by an open line, with camera and microphone on.</summary>
    public async Task<CallJoined> Enter(Witness line)
    {
        var joined = (await line.Line.JoinCallAsync(new JoinCallRequest(Call, Microphone: true, Camera: true))).Must();
        if (joined.State is { } state)
        {
            await line.Until(w => w.Call?.Rev >= state.Rev);
        }

        return joined;
    }

    /// <summary>Somebody's browser is gone.</summary>
    public async Task Lose(Witness line)
    {
        _lines.Remove(line);
        await line.DisposeAsync();
    }

    /// <summary>A student comes in.</summary>
    public async Task<Witness> Enter(int student, int gateway = 0)
    {
        var line = await Line(Students[student], gateway);
        await Enter(line);
        return line;
    }

    /// <summary>An act of whoever is behind a line.</summary>
    public Task<Reply<Done>> Lead(Witness by, string act, PersonId? person = null, bool on = true, params string[] locks) =>
        by.Line.LeadCallAsync(new LeadCallRequest { CallId = Call, Act = act, PersonId = person?.Value, On = on, Locks = locks });

    /// <summary>An act about groups.</summary>
    public Task<Reply<Done>> Group(Witness by, string act, LeadGroupsDto? groups = null, PersonId? person = null, bool on = true) =>
        by.Line.LeadCallAsync(new LeadCallRequest { CallId = Call, Act = act, PersonId = person?.Value, On = on, Groups = groups });

    private InProcessSiloHandle Silo()
    {
        var silos = District.Silos;
        Assert.True(silos.TryGetGrainContext(District.Cluster.GetGrain<IVideoSessionGrain>(Call).GetGrainId(), out var context));
        return silos.Silos.Single(s => s.SiloAddress.Equals(context.Address.SiloAddress));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines)
        {
            await line.DisposeAsync();
        }

        await District.DisposeAsync();
    }
}

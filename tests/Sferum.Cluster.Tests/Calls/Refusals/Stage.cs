using System.Text.Json;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>A call with a lobby and with media, and somebody of one <see cref="Standing"/> whose client says what it likes.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly Lesson _lesson;
    private readonly Standing _standing;
    private readonly PersonId _person;
    private readonly Witness _teacher;
    private readonly Witness _device;

    /// <summary>The device that has taken the seat over, of whoever is on the former one.</summary>
    private readonly Witness? _latter;

    private Stage(Lesson lesson, Standing standing, PersonId person, Witness teacher, Witness device, Witness? latter) =>
        (_lesson, _standing, _person, _teacher, _device, _latter) = (lesson, standing, person, teacher, device, latter);

    public Guid Chat => _lesson.Chat;

    public Guid Call => _lesson.Call;

    /// <summary>The connection of whoever is tried.</summary>
    public LiveConnection Line => _device.Line;

    public Guid Teacher => _lesson.Teacher.Value;

    /// <summary>A student who is in, and to whom things are done.</summary>
    public Guid Target => _lesson.Students[1].Value;

    public int Epoch => _teacher.Call!.Epoch;

    public static async Task<Stage> Set(Standing standing)
    {
        var lesson = await Lesson.Open(new DistrictShape { Media = new FakeMediaServer(["one"]) });
        var person = await Person(lesson, standing);
        var teacher = await lesson.Begin();
        await lesson.Enter(1);
        var device = standing == Standing.Leader ? teacher : await lesson.Line(person);
        var latter = standing == Standing.OnFormerDevice ? await lesson.Line(person) : null;
        if (standing is not (Standing.OfAnotherSchool or Standing.OutsideTheChat or Standing.NotInTheCall or Standing.Waiting))
        {
            // Before there is a lobby: it does not hold whoever was in once.
            await lesson.Enter(device);
        }

        (await lesson.Lead(teacher, "lobby")).Must();
        (await lesson.Lead(teacher, "open_board")).Must();
        (await teacher.Line.LeadCallAsync(new LeadCallRequest { CallId = lesson.Call, Act = "ask_poll", Poll = new LeadPollDto("Понятно?", ["Да", "Нет"]) })).Must();
        (await teacher.Line.SignalAsync(new SignalRequest { CallId = lesson.Call, Kind = "publish", Epoch = teacher.Call!.Epoch, Sdp = "v=0" })).Must();
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Teacher.Value).Sends);
        if (standing == Standing.Helper)
        {
            (await lesson.Lead(teacher, "co_lead", person)).Must();
        }

        var stage = new Stage(lesson, standing, person, teacher, device, latter);
        await stage.Stand();
        return stage;
    }

    /// <summary>Goes to where this standing is, from wherever the last word has led.</summary>
    public async Task Stand()
    {
        switch (_standing)
        {
            case Standing.NotInTheCall:
                await _device.Line.LeaveCallAsync(Call);
                break;
            case Standing.Waiting:
                Assert.Equal("waiting", (await Come(_device)).Place);
                break;
            case Standing.Removed:
                await Come(_device);
                await Told(_device, "removed", async () => (await _lesson.Lead(_teacher, "remove", _person)).Must());
                break;
            case Standing.Blocked:
                await Told(_device, "removed", async () => (await _lesson.Lead(_teacher, "block", _person)).Must());
                break;
            case Standing.OnFormerDevice:
                await Come(_device);
                await Told(_device, "elsewhere", () => Come(_latter!));
                break;
            case Standing.OnlyListens or Standing.Inside or Standing.Helper or Standing.Leader:
                Assert.Equal("inside", (await Come(_device)).Place);
                break;
            default:
                break; // Strangers are where they always are.
        }
    }

    /// <summary>How the call stands for whoever leads, and how much of it is in the record.</summary>
    public async Task<string> Look()
    {
        var now = (await _teacher.Line.CallNowAsync(Call)).Must();
        return $"{JsonSerializer.Serialize(now with { Rev = 0, Now = null })} {await _lesson.District.Town.Count("SELECT count(*) FROM audit WHERE act LIKE 'call.%'")}";
    }

    /// <summary>Waits until what this person publishes can be had.</summary>
    public Task Sends(bool screen) => _teacher.Until(w => w.Call!.Seats.Any(s => s.PersonId == _person.Value && (screen ? s.Shares : s.Sends)));

    public ValueTask DisposeAsync() => _lesson.DisposeAsync();

    private static async Task<PersonId> Person(Lesson lesson, Standing standing)
    {
        var town = lesson.District.Town;
        switch (standing)
        {
            case Standing.OfAnotherSchool:
                return await town.Person(await town.School("Школа № 2"), Role.SchoolAdmin);
            case Standing.OutsideTheChat:
                return await town.Person(lesson.School, Role.ClassTeacher);
            case Standing.OnlyListens:
                await town.Run("UPDATE chat_member SET limited = 1 WHERE person_id = @person", new { person = lesson.Students[0] });
                return lesson.Students[0];
            case Standing.Helper:
                var helper = await town.Person(lesson.School, Role.SubjectTeacher);
                await town.Run(
                    "INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number) VALUES (@Chat, @helper, 'subject_teacher', 0, 0)", new { lesson.Chat, helper });
                return helper;
            case Standing.Leader:
                return lesson.Teacher;
            default:
                return lesson.Students[0];
        }
    }

    private static async Task Told(Witness device, string note, Func<Task> act)
    {
        var before = device.CallNews.Count(n => n.Note == note);
        await act();
        await device.Until(w => w.CallNews.Count(n => n.Note == note) > before);
    }

    private async Task<CallJoined> Come(Witness device) => (await device.Line.JoinCallAsync(new JoinCallRequest(Call, true, true, Resume: true))).Must();
}

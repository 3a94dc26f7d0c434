using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// A class with its teacher and a student at each of two gateways, an administrator, and a newcomer among the staff with two devices at each gateway.
/// Whether something came to the newcomer is asked behind a fence, not after a time: everybody who stays has seen what was said and one message more at
/// the same gateways, and then each of the newcomer's sockets has brought the answer to a call.
/// </summary>
internal sealed class Classroom : IAsyncDisposable
{
    private readonly List<Witness> _witnesses = [];

    public required TestDistrict District { get; init; }

    public required SchoolId School { get; init; }

    public required SferumClient Admin { get; init; }

    public required ClassId Class { get; init; }

    public required ChatId Chat { get; init; }

    public required PersonId Newcomer { get; init; }

    /// <summary>The class's own teacher, who writes.</summary>
    public Witness Speaker { get; private set; } = null!;

    /// <summary>The newcomer's clients, one at each gateway.</summary>
    public IReadOnlyList<SferumClient> Clients { get; private set; } = [];

    /// <summary>The newcomer's devices, two at each gateway.</summary>
    public IReadOnlyList<Witness> Devices { get; private set; } = [];

    private IReadOnlyList<Witness> Staying { get; set; } = [];

    public static async Task<Classroom> Open(TestDistrict district, Role newcomer = Role.SubjectTeacher)
    {
        var school = await district.Town.School();
        var people = await district.Town.People(school, 1, Role.ClassTeacher);
        var students = await district.Town.People(school, 2);
        var who = await district.Town.Person(school, newcomer);
        var (@class, chat) = await district.Town.Class(school, people[0], students);
        await district.FollowRoster(chat);
        var room = new Classroom
        {
            District = district,
            School = school,
            Admin = await district.SignIn(await district.Town.Person(school, Role.SchoolAdmin)),
            Class = @class,
            Chat = chat,
            Newcomer = who,
        };
        room.Speaker = await room.Join(await district.SignIn(people[0]));
        room.Staying = [await room.Join(await district.SignIn(students[0])), await room.Join(await district.SignIn(students[1], 1))];
        room.Clients = [await district.SignIn(who), await district.SignIn(who, 1)];
        room.Devices = [.. await Task.WhenAll(room.Clients.SelectMany(c => new[] { room.Join(c), room.Join(c) }))];
        return room;
    }

    /// <summary>The teacher writes in the class, and those who stay have seen it.</summary>
    public async Task<long> Says(string text)
    {
        var number = (await Speaker.Line.PostAsync(Chat.Value, text)).Must().Number;
        foreach (var witness in Staying)
        {
            await witness.Until(w => w.Numbers(Chat.Value).Contains(number));
        }

        return number;
    }

    /// <summary>The chat is there on every device of the newcomer, and what is said next is heard.</summary>
    public async Task AssertOpen(string text)
    {
        await Listed(true);
        var number = await Says(text);
        foreach (var device in Devices)
        {
            await device.Until(d => d.Numbers(Chat.Value).Contains(number));
        }
    }

    /// <summary>Every device of the newcomer was told last that the chat is there, or that it is gone: by itself, or by the whole list when its line was renewed meanwhile.</summary>
    public async Task Listed(bool there)
    {
        foreach (var device in Devices)
        {
            await device.Until(d => d.Lists(Chat.Value) == there);
        }
    }

    /// <summary>Commands are refused on every device at once, and what is said now comes to none of them.</summary>
    public async Task AssertClosed(string text)
    {
        await AssertRefused();
        var from = await Says(text);
        await Says("Ограда");
        await AssertRefused();
        foreach (var device in Devices)
        {
            foreach (var source in Enum.GetValues<EventSource>())
            {
                Assert.DoesNotContain(device.Arrived(Chat.Value, source), n => n >= from);
            }
        }
    }

    /// <summary>Commands in the chat are refused on every device, now.</summary>
    public async Task AssertRefused()
    {
        foreach (var device in Devices)
        {
            Assert.Equal(Refusals.NotFound.Code, (await device.Line.PostAsync(Chat.Value, "А я ещё здесь?")).Refusal?.Code);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var witness in _witnesses)
        {
            await witness.DisposeAsync();
        }
    }

    private async Task<Witness> Join(SferumClient client)
    {
        var witness = await Witness.Join(client);
        lock (_witnesses)
        {
            _witnesses.Add(witness);
        }

        return witness;
    }
}

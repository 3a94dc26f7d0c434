using Microsoft.Extensions.DependencyInjection;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Hosting;

/// <summary>A teacher of an invented school, alone in some chats, signed in at a gateway with a live line.</summary>
internal sealed class SomebodyAtAHost : IAsyncDisposable
{
    private readonly SferumClient _client;

    private SomebodyAtAHost(PersonId person, IReadOnlyList<ChatId> chats, SferumClient client, Witness line) => (Person, Chats, _client, Line) = (person, chats, client, line);

    public PersonId Person { get; }

    public IReadOnlyList<ChatId> Chats { get; }

    public Witness Line { get; }

    /// <param name="store">A process with the database.</param>
    /// <param name="gateway">Where to sign in.</param>
    /// <param name="chats">So many chats.</param>
    public static async Task<SomebodyAtAHost> Join(HostUnderTest store, HostUnderTest gateway, int chats = 1)
    {
        var town = new DistrictTown(store.Services.GetRequiredService<OrleansDatabase>());
        var school = await town.School();
        var teacher = await town.Person(school, Role.ClassTeacher);
        var all = new List<ChatId>();
        while (all.Count < chats)
        {
            all.Add(await town.Chat(school, [teacher]));
        }

        var client = gateway.Visitor();
        (await client.SignInAsDemoAsync(teacher.Value)).Must();
        return new SomebodyAtAHost(teacher, all, client, await Witness.Join(client));
    }

    /// <summary>Says something in the first chat and hears it.</summary>
    public async Task Talk(string words = "Здравствуйте!")
    {
        var placed = (await Line.Line.PostAsync(Chats[0].Value, words)).Must();
        await Line.Until(w => w.Numbers(Chats[0].Value).Contains(placed.Number));
    }

    /// <summary>Begins a call in the first chat, comes in and tells how long it took until media flowed.</summary>
    public async Task Meet()
    {
        var call = (await Line.Line.StartCallAsync(new StartCallRequest(Chats[0].Value))).Must().CallId;
        (await Line.Line.JoinCallAsync(new JoinCallRequest(call, Microphone: false, Camera: false))).Must();
        (await Line.Line.ReportCallAsync(new ReportCallRequest { CallId = call, JoinMs = 300 })).Must();
    }

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        _client.Dispose();
    }
}

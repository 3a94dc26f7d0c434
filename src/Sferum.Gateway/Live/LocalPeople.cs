using System.Collections.Concurrent;
using Sferum.People;

namespace Sferum.Live;

/// <summary>Who is connected to this gateway.</summary>
internal sealed class LocalPeople(LiveMeter meter, TimeProvider clock)
{
    private readonly ConcurrentDictionary<PersonId, LocalPerson> _people = new();
    private int _connections;

    /// <summary>How many connections are open.</summary>
    public int Count => Volatile.Read(ref _connections);

    /// <summary>From where they are connected.</summary>
    public LocalAddresses Addresses { get; } = new();

    public IEnumerable<LocalPerson> All => _people.Select(static p => p.Value);

    /// <summary>Everybody's connections, as they are now.</summary>
    public LocalConnection[] AllConnections() => [.. All.SelectMany(static p => p.Connections)];

    public LocalConnection[] Connections(PersonId person) => _people.TryGetValue(person, out var here) ? here.Connections : [];

    public LocalPerson? Find(PersonId person) => _people.GetValueOrDefault(person);

    public LocalPerson Add(LocalConnection connection)
    {
        while (true)
        {
            var person = _people.GetOrAdd(connection.Caller.Person, static id => new LocalPerson(id));
            if (person.TryAdd(connection))
            {
                Interlocked.Increment(ref _connections);
                meter.Connections(1);
                Addresses.Add(connection.Address, 1);
                return person;
            }

            // Given up between the two lines: the next one is new.
            _people.TryRemove(new(person.Id, person));
        }
    }

    public void Remove(LocalConnection connection)
    {
        if (Find(connection.Caller.Person) is { } person && person.Connections.Contains(connection))
        {
            person.Remove(connection, clock.GetTimestamp());
            Interlocked.Decrement(ref _connections);
            meter.Connections(-1);
            Addresses.Add(connection.Address, -1);
        }
    }

    /// <summary>Forgets a person without connections.</summary>
    public bool TryForget(LocalPerson person) => person.TryRetire() && _people.TryRemove(new(person.Id, person));
}

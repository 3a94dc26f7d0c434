namespace Sferum.Faults;

/// <summary>Every kind of fault there is, and their order in a run.</summary>
internal static class FaultKinds
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new KilledSilo(), new KilledGateway(), new KilledPostgres(),
        new StoppedSilo(), new StoppedGateway(), new RestartedPostgres(),
        new FrozenSilo(), new FrozenGateway(), new StaleSilo(),
        new SilosApart(), new SiloWithoutDatabase(), new GatewayWithoutSilo(),
        new FullDisk(), new SlowLine(), new StalledDatabase(), new StalledClients(), new ReconnectStorm(),
    ];

    public static IEnumerable<string> Names => All.Select(static f => f.Name);

    /// <summary>So many faults, every kind equally often, in an order of the seed's.</summary>
    public static IReadOnlyList<Fault> Sequence(IReadOnlyList<string> kinds, int count, Random random)
    {
        var chosen = kinds.Count == 0 ? All : [.. kinds.Select(Named)];
        var sequence = new List<Fault>();
        while (sequence.Count < count)
        {
            var round = chosen.ToArray();
            random.Shuffle(round);
            sequence.AddRange(round);
        }

        return sequence[..count];
    }

    private static Fault Named(string name) =>
        All.FirstOrDefault(f => f.Name == name) ?? throw new ArgumentException($"There is no fault {name}; there are {string.Join(", ", Names)}.", nameof(name));
}

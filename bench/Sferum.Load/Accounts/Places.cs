namespace Sferum.Load.Accounts;

/// <summary>One connection to be made: who, in which of the run's chats.</summary>
/// <param name="Account">Null at a server that asks nobody.</param>
/// <param name="Chat">Place in the list of chats; -1 for a connection that only sits there.</param>
internal readonly record struct Place(Account? Account, int Chat);

/// <summary>Who connects in a run.</summary>
internal sealed record Places(IReadOnlyList<Guid> Chats, IReadOnlyList<Place> Connections)
{
    /// <summary>Chats of the right size out of the file, and their members in turn.</summary>
    public static Places Of(LoadPlan plan, IReadOnlyCollection<Account> accounts)
    {
        var bySize = accounts.Where(static a => a.Chat is not null).GroupBy(static a => a.Chat!.Value).ToList();
        var chosen = bySize.Where(g => g.Count() == plan.Members).Take(plan.Chats).ToList();
        if (chosen.Count < plan.Chats)
        {
            var there = string.Join(", ", bySize.GroupBy(static g => g.Count()).Select(static s => $"{s.Count()}x{s.Key}"));
            throw new LoadException($"The file has not {plan.Chats} chats of {plan.Members} members; it has {there}.");
        }

        var lists = chosen.Select(static g => g.ToList()).ToList();
        var taken = new HashSet<Guid>(chosen.Select(static g => g.Key));
        var places = Enumerable.Range(0, plan.Members).SelectMany(m => lists.Select((list, chat) => new Place(list[m], chat)))
            .Concat(accounts.Where(a => a.Chat is not { } chat || !taken.Contains(chat)).Select(static a => new Place(a, -1)))
            .Take(plan.Connections).ToList();
        return places.Count == plan.Connections
            ? new Places([.. chosen.Select(static g => g.Key)], places)
            : throw new LoadException($"The file has {places.Count} accounts, {plan.Connections} connections are wanted.");
    }

    /// <summary>Invented chats, for a server that asks nobody.</summary>
    public static Places Invented(LoadPlan plan)
    {
        var random = new Random(plan.Seed);
        var chats = Enumerable.Range(0, plan.Chats).Select(_ =>
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }).ToList();
        return new Places(chats, [.. Enumerable.Range(0, plan.Connections).Select(i => new Place(null, i < plan.Chats * plan.Members ? i % plan.Chats : -1))]);
    }
}

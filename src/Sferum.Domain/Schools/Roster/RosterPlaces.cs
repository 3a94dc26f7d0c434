namespace Sferum.Schools;

/// <summary>Where the rows of one file went, by their ids.</summary>
internal sealed class RosterPlaces(RosterFile file)
{
    /// <summary>The row is there but wrong.</summary>
    public const int Bad = -1;

    /// <summary>The row says that the thing is no longer there.</summary>
    public const int Gone = -2;

    public RosterFile File => file;

    public Dictionary<string, int> ById { get; } = new(StringComparer.Ordinal);

    public bool TryGet(string id, out int place) => ById.TryGetValue(id, out place);

    public int this[string id]
    {
        set => ById[id] = value;
    }
}

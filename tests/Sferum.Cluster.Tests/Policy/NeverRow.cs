using Sferum.Live;
using Sferum.People;

namespace Sferum.Policy;

/// <summary>Something that somebody never does: the product says so, and the policy table is not asked.</summary>
/// <param name="Paragraph">Where the regulation, or the product beyond it, says so.</param>
/// <param name="Who">The role; none stands for a stranger.</param>
/// <param name="What">What is never done.</param>
/// <param name="Code">With what it is refused.</param>
/// <param name="Try">Tries it, and says how it was refused.</param>
internal sealed record NeverRow(string Paragraph, Role Who, string What, string Code, Func<NeverTry, Task<RefusalDto?>> Try)
{
    public string Name => $"{Paragraph}: {(Who == Role.None ? "a stranger" : Who.Code())} never {What}";
}

/// <summary>Somebody of the one school who tries, with both schools at hand.</summary>
internal sealed class NeverTry(SferumClient client, House ours, House theirs, Guid link) : IAsyncDisposable
{
    private Witness? _witness;

    public SferumClient Client => client;

    public House Ours => ours;

    public House Theirs => theirs;

    /// <summary>A link for the students of the class, made by the administrator.</summary>
    public Guid StudentLink => link;

    /// <summary>The hub.</summary>
    public async Task<LiveConnection> Line() => (_witness ??= await Witness.Join(client)).Line;

    public ValueTask DisposeAsync() => _witness?.DisposeAsync() ?? ValueTask.CompletedTask;
}

namespace Sferum.Calls;

/// <summary>What is kept of a media server between activations.</summary>
[GenerateSerializer, Alias("sferum.media.stored_node")]
public sealed class StoredMediaNode
{
    /// <summary>By what the next link takes over; null: there is nothing to take over.</summary>
    [Id(0)] public string? Token { get; set; }

    /// <summary>Whether it takes no new sessions.</summary>
    [Id(1)] public bool Draining { get; set; }
}

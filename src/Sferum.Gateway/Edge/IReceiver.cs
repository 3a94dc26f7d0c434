namespace Sferum.Edge;

/// <summary>Where the bytes of a connection go. Called on its shard's thread.</summary>
internal interface IReceiver
{
    /// <summary>What has come; the receiver may overwrite it.</summary>
    void OnBytes(Span<byte> data);

    /// <summary>Nothing comes any more.</summary>
    void OnEnd();

    /// <summary>Once per turn of the wheel.</summary>
    void OnTurn();
}

namespace Sferum.Edge;

/// <summary>Takes what a <see cref="FrameReader"/> reads.</summary>
internal interface IFrameSink
{
    /// <summary>A part of a message, unmasked.</summary>
    void OnData(ReadOnlySpan<byte> part, bool text, bool end);

    void OnPing(ReadOnlySpan<byte> body);

    void OnPong(ReadOnlySpan<byte> body);

    /// <summary>The other side closes; null: without a reason.</summary>
    void OnClose(ushort? code);
}

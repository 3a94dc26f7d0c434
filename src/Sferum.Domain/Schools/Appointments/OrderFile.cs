namespace Sferum.Schools;

/// <summary>The file of an order: a PDF or a picture, known by its first bytes and not by what its sender calls it.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Bytes">The file.</param>
public sealed record OrderFile(string Type, byte[] Bytes)
{
    /// <summary>The largest file that is taken.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private static readonly (string Type, string Extension, byte[] Beginning)[] Kinds =
    [
        ("application/pdf", "pdf", "%PDF-"u8.ToArray()),
        ("image/jpeg", "jpg", [0xFF, 0xD8, 0xFF]),
        ("image/png", "png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    ];

    /// <summary>What files of this type end in.</summary>
    public string Extension => Kinds.First(k => k.Type == Type).Extension;

    /// <summary>Takes a file for an order's.</summary>
    /// <param name="bytes">The file; null or empty when there is none.</param>
    /// <returns>The file; refused when there is none, when it is too large, and when it is neither a PDF nor a JPEG nor a PNG.</returns>
    public static Outcome<OrderFile> Read(byte[]? bytes)
    {
        if (bytes is not { Length: > 0 })
        {
            return Refusals.OrderFileMissing;
        }

        if (bytes.Length > MaxBytes)
        {
            return Refusals.OrderFileTooLarge(MaxBytes / 1024 / 1024);
        }

        foreach (var (type, _, beginning) in Kinds)
        {
            if (bytes.AsSpan().StartsWith(beginning))
            {
                return new OrderFile(type, bytes);
            }
        }

        return Refusals.OrderFileType;
    }

    /// <summary>Says nothing of what is in it.</summary>
    public override string ToString() => Type;
}

namespace Sferum.Storage;

/// <summary>No backup was made, or none was read. The sentences stand in the text catalogues under its code.</summary>
/// <param name="code">Why: <c>host.backup_…</c>.</param>
/// <param name="value">What is named in the sentence: a file, or what a tool said.</param>
/// <param name="inner">What lies behind it.</param>
public sealed class BackupException(string code, string value = "", Exception? inner = null)
    : Exception(TextCatalogue.Render(code, new Dictionary<string, string>(StringComparer.Ordinal) { ["value"] = value }, "en"), inner)
{
    /// <summary>Why.</summary>
    public string Code { get; } = code;

    /// <summary>What is named in the sentence.</summary>
    public string Value { get; } = value;
}

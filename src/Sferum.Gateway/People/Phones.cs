namespace Sferum.People;

/// <summary>Phone numbers of files, read as those that people type in.</summary>
public sealed class Phones : IPhones
{
    /// <inheritdoc />
    public string? Normalise(string text) => PhoneNumberReader.Read(text);
}

namespace Sferum.Settings;

/// <summary>A wrong setting: which key, and in the catalogue what is wrong with it and how to mend it.</summary>
/// <param name="Key">The key as it is written: <c>Sferum:Postgres:ConnectionString</c>.</param>
/// <param name="Code">Code of the sentence.</param>
/// <param name="Value">The offending value; never a secret.</param>
/// <param name="Allowed">What would be right.</param>
internal sealed record ConfigurationProblem(string Key, string Code, string Value = "", string Allowed = "")
{
    /// <summary>The sentence in a language.</summary>
    public string In(string locale) => TextCatalogue.Render(
        Code,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["key"] = Key, ["variable"] = Key.Replace(":", "__", StringComparison.Ordinal), ["value"] = Value, ["allowed"] = Allowed,
        },
        locale);
}

/// <summary>The process cannot start with these settings.</summary>
internal sealed class ConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(static p => p.In("en"))))
{
    public IReadOnlyList<ConfigurationProblem> Problems { get; } = problems;
}

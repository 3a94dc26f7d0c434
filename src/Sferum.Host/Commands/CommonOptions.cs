using System.CommandLine;

namespace Sferum.Commands;

/// <summary>Options that every command has.</summary>
internal sealed class CommonOptions
{
    public Option<DirectoryInfo?> Data { get; } = new("--data")
    {
        Description = "Folder for the SQLite database and the master key (default: ./data). / Папка базы SQLite и главного ключа.",
        Recursive = true,
    };

    public Option<HostRole> Role { get; } = new("--role")
    {
        Description = "all, silo or gateway (silo and gateway need PostgreSQL). / Роль процесса.",
        DefaultValueFactory = static _ => HostRole.All,
        Recursive = true,
    };

    public Option<bool> Demo { get; } = new("--demo")
    {
        Description = "A small invented district; visitors choose who to be. Said twice, also where others can reach it. / Демонстрация.",
        Arity = ArgumentArity.Zero,
        AllowMultipleArgumentsPerToken = false,
        Recursive = true,
    };

    public HostChoices Choices(ParseResult parsed) => new()
    {
        Data = parsed.GetValue(Data)?.FullName,
        Role = parsed.GetValue(Role),
        Demo = parsed.GetResult(Demo)?.IdentifierTokenCount ?? 0,
    };
}

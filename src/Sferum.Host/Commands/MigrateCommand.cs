using System.CommandLine;
using Sferum.Storage;

namespace Sferum.Commands;

/// <summary><c>migrate</c>: brings the schema up to date. Any number of processes may do it at once.</summary>
internal static class MigrateCommand
{
    public static Command Make(CommonOptions common)
    {
        var command = new Command("migrate", "Bring the database to what this version needs. / Подготовить базу.");
        command.SetAction((parsed, cancel) => CommandRun.Guarded(() => Run(common.Choices(parsed), cancel)));
        return command;
    }

    private static async Task<int> Run(HostChoices choices, CancellationToken cancel)
    {
        await using var tools = CommandServices.Make(choices);
        var applied = await tools.GetRequiredService<Schema>().Migrate(cancel);
        Console.WriteLine(applied.Count == 0 ? CommandRun.Text("host.schema_current") : CommandRun.Text("host.migrated", string.Join(", ", applied)));
        return CommandRun.Done;
    }
}

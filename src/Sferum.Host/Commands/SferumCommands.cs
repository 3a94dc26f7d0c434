using System.CommandLine;

namespace Sferum.Commands;

/// <summary>Everything the executable can do. Without a command it serves.</summary>
internal static class SferumCommands
{
    public static RootCommand Root()
    {
        var common = new CommonOptions();
        var root = new RootCommand("Sferum.Cluster: messenger of schools. / Школьный мессенджер.") { common.Data, common.Role, common.Demo };
        root.SetAction((parsed, cancel) => CommandRun.Guarded(() => ServeCommand.Run(common.Choices(parsed), cancel)));
        root.Subcommands.Add(MigrateCommand.Make(common));
        root.Subcommands.Add(CheckConfigCommand.Make(common));
        root.Subcommands.Add(HealthCommand.Make(common));
        root.Subcommands.Add(BackupCommand.Make(common));
        foreach (var command in KeyBackupCommand.Make(common))
        {
            root.Subcommands.Add(command);
        }

        root.Subcommands.Add(RosterCommand.Make(common));
        root.Subcommands.Add(AuditCommand.Make(common));
        root.Subcommands.Add(EvenOutCommand.Make(common));
        root.Subcommands.Add(MediaNodesCommand.Make(common));
        root.Subcommands.Add(BenchSeedCommand.Make(common));
        return root;
    }
}

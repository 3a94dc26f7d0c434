using System.CommandLine;
using Sferum.Storage;

namespace Sferum.Commands;

/// <summary><c>backup FILE</c>: a consistent copy of the database while it is in use. The master key is kept apart, on purpose.</summary>
internal static class BackupCommand
{
    public static Command Make(CommonOptions common)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write the copy; must not exist. / Куда записать копию." };
        var command = new Command("backup", "Copy the database while it is in use. / Скопировать базу.") { file };
        command.SetAction((parsed, cancel) => CommandRun.Guarded(() => Run(common.Choices(parsed), parsed.GetValue(file)!, cancel)));
        return command;
    }

    private static async Task<int> Run(HostChoices choices, FileInfo file, CancellationToken cancel)
    {
        await using var tools = CommandServices.Make(choices);
        await tools.GetRequiredService<IBackup>().Backup(file.FullName, cancel);
        Console.WriteLine(CommandRun.Text("host.backup_made", file.FullName));
        return CommandRun.Done;
    }
}

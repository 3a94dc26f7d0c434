using System.CommandLine;
using Sferum.Storage;

namespace Sferum.Commands;

/// <summary><c>backup-keys FILE</c> and <c>restore-keys FILE</c>: the keys of people, which <c>backup</c> leaves out (docs/personal-data.md).</summary>
internal static class KeyBackupCommand
{
    public static IEnumerable<Command> Make(CommonOptions common)
    {
        var target = new Argument<FileInfo>("FILE") { Description = "Where to write the keys; must not exist. Keep it apart from the copies of the database. / Куда записать ключи." };
        var backup = new Command("backup-keys", "Copy the keys of people, which backup leaves out. / Скопировать ключи людей.") { target };
        backup.SetAction((parsed, cancel) => CommandRun.Guarded(() => Backup(common.Choices(parsed), parsed.GetValue(target)!, cancel)));

        var source = new Argument<FileInfo>("FILE") { Description = "The newest file of backup-keys. / Самый новый файл ключей." };
        var restore = new Command(
            "restore-keys",
            "Give people of a restored database their keys back, and name those who were erased after it was copied. Exit code 1 when there are any. / Вернуть ключи людей.")
        {
            source,
        };
        restore.SetAction((parsed, cancel) => CommandRun.Guarded(() => Restore(common.Choices(parsed), parsed.GetValue(source)!, cancel)));
        return [backup, restore];
    }

    private static async Task<int> Backup(HostChoices choices, FileInfo file, CancellationToken cancel)
    {
        await using var tools = CommandServices.Make(choices);
        await tools.GetRequiredService<IKeyBackup>().Backup(file.FullName, cancel);
        Console.WriteLine(CommandRun.Text("host.backup_made", file.FullName));
        return CommandRun.Done;
    }

    private static async Task<int> Restore(HostChoices choices, FileInfo file, CancellationToken cancel)
    {
        await using var tools = CommandServices.Make(choices);
        var restored = await tools.GetRequiredService<IKeyBackup>().Restore(file.FullName, cancel);
        Console.WriteLine(CommandRun.Text("host.keys_restored", restored.Keys.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var person in restored.EraseAgain)
        {
            Console.WriteLine(CommandRun.Text("host.erase_again", person.ToString()));
        }

        return restored.EraseAgain.Count == 0 ? CommandRun.Done : CommandRun.Failed;
    }
}

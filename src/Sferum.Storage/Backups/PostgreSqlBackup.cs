using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Sferum.Storage;

/// <summary>Calls <c>pg_dump --format=custom</c> with the storage's own connection; the password goes through its environment, not its arguments.</summary>
internal sealed class PostgreSqlBackup(string connectionString) : IBackup
{
    public Task Backup(string path, CancellationToken cancel) => BackupFile.Write(path, unfinished => Dump(unfinished, cancel));

    private async Task Dump(string path, CancellationToken cancel)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo("pg_dump", ["--format=custom", "--exclude-table-data=person_key", "--no-password", "--file=" + path])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = settings.Host,
                ["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = settings.Username,
                ["PGPASSWORD"] = settings.Password,
                ["PGDATABASE"] = settings.Database ?? settings.Username,
                ["PGSSLMODE"] = settings.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() },
            },
        };
        using var dump = Start(start);
        try
        {
            var said = await dump.StandardError.ReadToEndAsync(cancel);
            await dump.WaitForExitAsync(cancel);
            if (dump.ExitCode != 0)
            {
                throw new BackupException("host.backup_failed", said.Trim());
            }
        }
        catch (OperationCanceledException)
        {
            dump.Kill();
            await dump.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new BackupException("host.backup_tool", inner: error);
        }
    }
}

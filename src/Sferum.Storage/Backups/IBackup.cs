namespace Sferum.Storage;

/// <summary>Copies the whole database while it is in use.</summary>
public interface IBackup
{
    /// <summary>
    /// Writes a consistent copy: on SQLite a database file that can take the place of <c>sferum.db</c>, on PostgreSQL the custom format of
    /// <c>pg_dump</c> (which must be installed), for <c>pg_restore</c>. The keys of people are not in it: see <see cref="IKeyBackup"/>. The file appears only when it is whole and on the disk.
    /// </summary>
    /// <param name="path">The file; must not exist.</param>
    /// <param name="cancel">Stops and leaves no file.</param>
    /// <returns>When the copy is there.</returns>
    /// <exception cref="BackupException">There is a file or a folder already, or the copy could not be made.</exception>
    Task Backup(string path, CancellationToken cancel);
}

namespace Sferum.Storage;

/// <summary>Copies the whole database while it is in use.</summary>
public interface IBackup
{
    /// <summary>
    /// Writes a consistent copy: on SQLite a database file that can be opened as it is, on PostgreSQL the custom format of <c>pg_dump</c>
    /// (which must be installed), for <c>pg_restore</c>.
    /// </summary>
    /// <param name="path">The file; must not exist.</param>
    /// <param name="cancel">Stops and leaves no file.</param>
    /// <returns>When the copy is complete and on the disk.</returns>
    Task Backup(string path, CancellationToken cancel);
}

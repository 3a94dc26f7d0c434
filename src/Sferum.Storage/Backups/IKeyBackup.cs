namespace Sferum.Storage;

/// <summary>
/// Copies the keys of people, which <see cref="IBackup"/> leaves out: a copy of the database from which nobody could be erased would be a copy too many.
/// The keys in the file are sealed with the master key.
/// </summary>
public interface IKeyBackup
{
    /// <summary>Writes the keys of people and the ids of those who are erased, one JSON object a line.</summary>
    /// <param name="path">The file; must not exist. Only its owner may read it.</param>
    /// <param name="cancel">Stops and leaves no file.</param>
    /// <returns>How many keys.</returns>
    /// <exception cref="BackupException">There is a file or a folder already, or it could not be written.</exception>
    Task<int> Backup(string path, CancellationToken cancel);

    /// <summary>Gives people of a restored database their keys back. Nobody's key is replaced.</summary>
    /// <param name="path">The file; the newest there is.</param>
    /// <param name="cancel">Stops before the commit.</param>
    /// <returns>What was brought back, and who was erased after the database was copied.</returns>
    /// <exception cref="BackupException">It is no such file.</exception>
    Task<KeysRestored> Restore(string path, CancellationToken cancel);
}

/// <summary>What came of giving keys back.</summary>
/// <param name="Keys">How many people have their key again.</param>
/// <param name="EraseAgain">People who are erased by the file and still stand in the database: it is older than their erasure.</param>
public sealed record KeysRestored(int Keys, IReadOnlyList<Guid> EraseAgain);

using Sferum.Storage;

namespace Sferum.Keys;

/// <summary>Brings the master key and the database together at the start of a process.</summary>
public sealed class MasterKey
{
    private readonly string _path;
    private readonly IDatabase _database;
    private readonly Lazy<KeyRing> _ring;

    internal MasterKey(string path, IDatabase database)
    {
        (_path, _database) = (path, database);
        _ring = new Lazy<KeyRing>(() => new KeyRing(MasterKeyFile.Read(path)));
    }

    internal KeyRing Ring => _ring.Value;

    /// <summary>
    /// Call once, after the migrations and before anything is served. Makes the file when neither it nor anything sealed with it exists; otherwise
    /// the file must be there and be the one the database was filled with. So no process ever runs with a key of its own: what it stored could not be
    /// read by the others, and what they stored not by it.
    /// </summary>
    /// <param name="cancel">Stops.</param>
    /// <returns>Whether the file was made by this call.</returns>
    /// <exception cref="KeyRingException">The file is missing, unreadable or another one; the message says how to mend it.</exception>
    public async Task<bool> Prepare(CancellationToken cancel = default)
    {
        await using var write = await _database.Write(cancel);
        await write.Alone(_database, DeploymentLock.Keys, cancel);
        var known = await write.First<byte[]?>("SELECT fingerprint FROM key_check WHERE id = 1", cancel: cancel);
        var made = false;
        if (!File.Exists(_path))
        {
            if (known is not null)
            {
                throw new KeyRingException(
                    $"The master key {_path} is missing, but the database was filled with one. Restore the file from its backup, "
                    + "or name another place of it by Sferum:Keys:File. Without it phones and codes in this database cannot be read.");
            }

            MasterKeyFile.Create(_path);
            made = true;
        }

        var ring = Ring;
        if (known is null)
        {
            await write.Execute("INSERT INTO key_check (id, fingerprint) VALUES (1, @Fingerprint)", new { ring.Fingerprint }, cancel);
            await write.Commit(cancel);
        }
        else if (!known.AsSpan().SequenceEqual(ring.Fingerprint))
        {
            throw new KeyRingException(
                $"The master key {_path} is not the one this database was filled with. Use the same file in every process of the deployment (Sferum:Keys:File).");
        }

        return made;
    }
}

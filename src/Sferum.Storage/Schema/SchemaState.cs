namespace Sferum.Storage;

/// <summary>How the database's schema stands to this binary; only <see cref="Current"/> is ready to serve.</summary>
public enum SchemaState
{
    /// <summary>Every file of this binary is applied. Later files that only expand may be applied too: this binary can go on beside its successor.</summary>
    Current,

    /// <summary>Files of this binary are not applied: run <c>migrate</c>.</summary>
    Older,

    /// <summary>A later file that takes something away is applied: this binary is too old.</summary>
    Newer,
}

/// <summary>An applied file does not equal the one in this binary: somebody has edited it. Nothing was applied.</summary>
public sealed class EditedMigrationException(string name)
    : Exception($"Migration {name} was applied in another form than the one in this binary. Migrations are never edited: add a new one.")
{
    /// <summary>Which file.</summary>
    public string Migration { get; } = name;
}

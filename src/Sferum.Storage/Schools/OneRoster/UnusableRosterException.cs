namespace Sferum.Schools;

/// <summary>Ends the reading of a roster: nothing of it can be used. Never leaves <see cref="RosterReader"/>.</summary>
internal sealed class UnusableRosterException : Exception
{
    public UnusableRosterException() { }

    public UnusableRosterException(string message) : base(message) { }

    public UnusableRosterException(string message, Exception inner) : base(message, inner) { }

    public UnusableRosterException(string code, string file, params (string Key, string Value)[] more)
        : base(code)
    {
        var args = more.ToDictionary(static a => a.Key, static a => a.Value, StringComparer.Ordinal);
        args["file"] = file;
        Refusal = new Refusal(code, Args: args);
    }

    public Refusal Refusal { get; } = new(RosterWhy.Unreadable);
}

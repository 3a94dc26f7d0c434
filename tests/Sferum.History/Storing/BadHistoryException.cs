namespace Sferum.History;

/// <summary>A history that cannot be judged: a line that is not one of ours, or events that contradict how recording works.</summary>
public sealed class BadHistoryException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public BadHistoryException(string message) : base(message)
    {
    }

    /// <summary>Says what is wrong, and what was thrown.</summary>
    public BadHistoryException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>For serialisers.</summary>
    public BadHistoryException()
    {
    }
}

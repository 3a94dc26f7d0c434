using Sferum.Load.Judging;

namespace Sferum.Load.Posting;

/// <summary>One connection of a member.</summary>
internal interface ILine
{
    /// <summary>What came to it.</summary>
    NumberLine Numbers { get; }

    /// <summary>How often a number was jumped over on the wire.</summary>
    long Holes { get; }

    /// <summary>Posts in its chat and does not wait; <see cref="LoadChat.Answered"/> or <see cref="LoadChat.WasRefused"/> follows.</summary>
    void Post(string text);
}

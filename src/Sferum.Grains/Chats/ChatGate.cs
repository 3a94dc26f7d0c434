namespace Sferum.Chats;

/// <summary>
/// Lets posts pass together and every other command alone, in the order of arrival. Those who wait are bounded. Used from one activation only,
/// so it needs no lock.
/// </summary>
internal sealed class ChatGate(int waitersLimit = 1024, int sharedLimit = 8192)
{
    private readonly Queue<(bool Exclusive, TaskCompletionSource Entered)> _waiting = new();
    private int _shared;
    private bool _exclusive;

    /// <summary>How many posts are inside.</summary>
    public int Shared => _shared;

    /// <summary>Enters beside other posts.</summary>
    /// <returns>False when too many are inside or wait.</returns>
    public ValueTask<bool> EnterShared()
    {
        if (!_exclusive && _waiting.Count == 0)
        {
            if (_shared >= sharedLimit)
            {
                return new(false);
            }

            _shared++;
            return new(true);
        }

        return Wait(exclusive: false);
    }

    /// <summary>Enters alone: after all that came before has left.</summary>
    /// <returns>False when too many wait.</returns>
    public ValueTask<bool> EnterExclusive()
    {
        if (!_exclusive && _shared == 0 && _waiting.Count == 0)
        {
            _exclusive = true;
            return new(true);
        }

        return Wait(exclusive: true);
    }

    public void ExitShared()
    {
        _shared--;
        Admit();
    }

    public void ExitExclusive()
    {
        _exclusive = false;
        Admit();
    }

    private ValueTask<bool> Wait(bool exclusive)
    {
        if (_waiting.Count >= waitersLimit)
        {
            return new(false);
        }

        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((exclusive, entered));
        return Entered(entered.Task);
    }

    private static async ValueTask<bool> Entered(Task entered)
    {
        await entered;
        return true;
    }

    private void Admit()
    {
        while (!_exclusive && _waiting.TryPeek(out var next) && (next.Exclusive ? _shared == 0 : _shared < sharedLimit))
        {
            _waiting.Dequeue();
            if (next.Exclusive)
            {
                _exclusive = true;
            }
            else
            {
                _shared++;
            }

            next.Entered.SetResult();
        }
    }
}

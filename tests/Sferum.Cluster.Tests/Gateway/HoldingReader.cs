using System.Reflection;
using Sferum.Chats;

namespace Sferum.Live;

/// <summary>A reader in which whoever asks for a window waits until it is let go, as before a database that hangs.</summary>
public class HoldingReader : DispatchProxy
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task;

    public static (IChatReader Reader, HoldingReader Hold) Make()
    {
        var made = Create<IChatReader, HoldingReader>();
        return (made, (HoldingReader)made);
    }

    public void LetGo() => _go.SetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IChatReader.Window) ? new ValueTask<ReaderWindow?>(Wait()) : throw new NotSupportedException();

    private async Task<ReaderWindow?> Wait()
    {
        _asked.TrySetResult();
        await _go.Task;
        return null;
    }
}

using Sferum.Calls;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Actors;

/// <summary>A gateway that never answers.</summary>
internal sealed class HangingNode : IGatewayNode
{
    private readonly TaskCompletionSource _never = new();

    public Task Deliver(ChatBatch batch) => _never.Task;

    public Task ChatsChanged(PersonId person, IReadOnlyList<ChatId> chats) => _never.Task;

    public Task EndSessions(IReadOnlyList<SessionId> sessions, string reason) => _never.Task;

    public Task TellCall(CallNews news) => _never.Task;

    public Task DeviceCame(PersonId person, DeviceNews news) => _never.Task;

    public Task Forgotten() => _never.Task;

    public async Task<int> Connections()
    {
        await _never.Task;
        return 0;
    }

    public async Task<GatewayState> State()
    {
        await _never.Task;
        throw new InvalidOperationException("It never answers.");
    }

    public Task Shed(int connections) => _never.Task;
}

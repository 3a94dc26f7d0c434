using Sferum.Calls;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>Takes what one socket brings, in its order.</summary>
internal interface ILineHandler
{
    void ChatCame(Line line, ChatEvents events);

    void StateCame(Line line, ChatState state);

    void ListCame(Line line, ChatListChange change);

    void FellBehind(Line line);

    void AskedToMove(Line line, GoAway ask);

    void DeviceCame(Line line, NewDevice device);

    void CallCame(Line line, CallNewsDto news);

    void SignedOut(Line line, SignedOut signedOut);
}

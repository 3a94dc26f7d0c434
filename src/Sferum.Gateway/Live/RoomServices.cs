using Microsoft.Extensions.Logging;
using Sferum.Chats;

namespace Sferum.Live;

/// <summary>What every room of this gateway shares.</summary>
internal sealed record RoomServices(
    ISocketWriter Writer, IChatReader Reader, LocalPeople People, Lazy<PersonChats> PersonChats, LiveMeter Meter, TimeProvider Clock, ILogger<Room> Log);

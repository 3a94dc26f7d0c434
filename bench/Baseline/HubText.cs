using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Protocol;
using Sferum.Chats;

namespace Sferum.Baseline;

/// <summary>As much of the JSON hub protocol as the raw servers need: they are asked and answer in the same bytes as SignalR.</summary>
internal static class HubText
{
    private const byte End = 0x1e;

    private static readonly JsonHubProtocol Protocol = new();

    public static byte[] Event(ChatEvents events) => Protocol.GetMessageBytes(new InvocationMessage(HubNames.Events.Chat, [events])).ToArray();

    /// <summary>What a client sent, message by message.</summary>
    /// <param name="payload">Whole messages.</param>
    /// <param name="posted">Called for a post; brings its number.</param>
    /// <returns>Answers, ready to be sent.</returns>
    public static List<byte[]> Answer(ReadOnlySpan<byte> payload, Func<PostRequest, long> posted)
    {
        var answers = new List<byte[]>();
        while (payload.IndexOf(End) is >= 0 and var end)
        {
            if (One(JsonDocument.Parse(payload[..end].ToArray()).RootElement, posted) is { } answer)
            {
                answers.Add(answer);
            }

            payload = payload[(end + 1)..];
        }

        return answers;
    }

    private static byte[]? One(JsonElement message, Func<PostRequest, long> posted)
    {
        if (message.TryGetProperty("protocol", out _))
        {
            return "{}\u001e"u8.ToArray();
        }

        if (!message.TryGetProperty("target", out var target))
        {
            return null;
        }

        var call = message.GetProperty("invocationId").GetString();
        object result = target.GetString() == HubNames.Methods.Post
            ? Numbering.Placed(posted(message.GetProperty("arguments")[0].Deserialize<PostRequest>(JsonSerializerOptions.Web)!))
            : Numbering.Nothing();
        return Protocol.GetMessageBytes(new CompletionMessage(call!, null, result, hasResult: true)).ToArray();
    }
}

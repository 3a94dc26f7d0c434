using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sferum.Chats;

namespace Sferum.Campaigns;

/// <summary>What a hostile client may say, made from a seed: nearly right calls, wrong types, unknown methods, other message types, and plain noise.</summary>
/// <param name="random">Where it comes from.</param>
/// <param name="chat">A chat that the attacker is really in.</param>
internal sealed class FuzzInput(Random random, Guid chat)
{
    private const int MostBytes = 31 * 1024;

    private static readonly string[] Methods =
    [
        HubNames.Methods.Resume, HubNames.Methods.ReadSince, HubNames.Methods.Post, HubNames.Methods.Edit, HubNames.Methods.Delete, HubNames.Methods.Pin,
        HubNames.Methods.React, HubNames.Methods.MarkRead, HubNames.Methods.Typing, HubNames.Methods.Watch,
        "Malformed", "OnConnectedAsync", "post", "", "Post\0", "Dispose", "GetType", "нет",
    ];

    private static readonly string[] Fields =
        ["chatId", "requestId", "number", "text", "replyTo", "on", "emoji", "after", "limit", "known", "locale", "rev"];

    /// <summary>Another chat id nearly each time: one that nobody has.</summary>
    public Guid AnyChat() => random.Next(20) == 0 ? chat : Random16();

    /// <summary>The next message in JSON, and whether it ends with the separator.</summary>
    public (byte[] Bytes, bool IsWhole) Json() => random.Next(60) switch
    {
        < 40 => (Framed(Call()), true),
        < 44 => (Framed(Broken(Call())), true),
        < 50 => (Framed(OtherType()), true),
        < 52 => (Framed(Nested()), true),
        < 54 => (Framed(Huge()), true),
        < 56 => (Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(2, 12)).Select(_ => Call() + '\u001e'))), true),
        56 => (Encoding.UTF8.GetBytes(Call()), false),
        57 => (Noise(random.Next(0, 200)), false),
        58 => ([.. Noise(random.Next(0, 40)), 0x1e], true),
        _ => (Framed(""), true),
    };

    /// <summary>The next message in MessagePack, and whether it ends where its length says.</summary>
    public (byte[] Bytes, bool IsWhole) MessagePack() => random.Next(60) switch
    {
        < 45 => (Lengthy(Packed()), true),
        < 51 => (Lengthy(Flipped(Packed())), true),
        < 53 => (Lengthy(Noise(random.Next(0, 300))), true),
        53 => (Lengthy([.. Enumerable.Repeat((byte)0x91, random.Next(1, 5000))]), true),
        < 56 => ([.. Enumerable.Range(0, random.Next(2, 12)).SelectMany(_ => Lengthy(Packed()))], true),
        56 => ([0xff, 0xff, 0xff, 0xff, (byte)random.Next(256), .. Noise(20)], false),
        57 => (Noise(random.Next(1, 100)), false),
        _ => (Lengthy(Packed(random.Next(-3, 12), null, "1", Noise(10), random.Next())), true),
    };

    /// <summary>Values in MessagePack.</summary>
    public static byte[] Packed(params object?[] values) =>
        global::MessagePack.MessagePackSerializer.Serialize(values, global::MessagePack.Resolvers.ContractlessStandardResolver.Options);

    /// <summary>A body behind its length.</summary>
    public static byte[] Lengthy(byte[] body)
    {
        var prefix = new List<byte>();
        var length = (uint)body.Length;
        do
        {
            prefix.Add((byte)((length & 0x7f) | (length > 0x7f ? 0x80u : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. prefix, .. body];
    }

    private static byte[] Framed(string message) => Encoding.UTF8.GetBytes((message.Length > MostBytes ? message[..MostBytes] : message) + '\u001e');

    private string Call()
    {
        var arguments = new JsonArray([.. Enumerable.Range(0, random.Next(8) == 0 ? random.Next(4) : 1).Select(_ => Argument())]);
        var call = new JsonObject { ["type"] = random.Next(15) == 0 ? Value(0) : 1, ["target"] = Pick(Methods), ["arguments"] = arguments };
        if (random.Next(4) != 0)
        {
            call["invocationId"] = random.Next(10) == 0 ? Value(0) : JsonValue.Create(random.Next(1000).ToString(null, null));
        }

        if (random.Next(25) == 0)
        {
            call["streamIds"] = Value(0);
        }

        return call.ToJsonString();
    }

    private JsonNode? Argument()
    {
        if (random.Next(8) == 0)
        {
            return Value(0);
        }

        var argument = new JsonObject
        {
            ["chatId"] = AnyChat().ToString(), ["requestId"] = Random16().ToString(), ["number"] = random.Next(5), ["text"] = "шум", ["emoji"] = "👍", ["on"] = true,
            ["after"] = random.Next(5), ["limit"] = random.Next(1, 200), ["known"] = new JsonArray(),
        };
        for (var i = random.Next(4); i > 0; i--)
        {
            var field = Pick(Fields);
            if (random.Next(3) == 0)
            {
                argument.Remove(field);
            }
            else
            {
                argument[field] = Value(0);
            }
        }

        return argument;
    }

    private JsonNode? Value(int depth) => random.Next(depth > 3 ? 8 : 11) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(long.MinValue, long.MaxValue),
        3 => random.NextDouble() * 1e300,
        4 => Text(random.Next(20)),
        5 => Random16().ToString(),
        6 => "",
        7 => Text(random.Next(30) == 0 ? 5000 : 50),
        8 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1))]),
        9 => new JsonArray([.. Enumerable.Range(0, random.Next(30) == 0 ? 2000 : 2).Select(_ => (JsonNode?)random.Next(10))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(_ => KeyValuePair.Create(Pick(Fields), Value(depth + 1))).DistinctBy(static p => p.Key)),
    };

    private string Text(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(0, 0xffff)));

    private string Broken(string json)
    {
        var text = new StringBuilder(json);
        for (var i = random.Next(1, 4); i > 0 && text.Length > 1; i--)
        {
            var place = random.Next(text.Length);
            _ = random.Next(3) switch
            {
                0 => text.Remove(place, Math.Min(text.Length - place, random.Next(1, 8))),
                1 => text.Insert(place, Pick(["{", "}", "\"", ",", "[", "]", "\\u", "\0", "1e999", "null", "\u202e"])),
                _ => text.Replace(text[place], (char)random.Next(1, 0x500), place, 1),
            };
        }

        return text.ToString();
    }

    private string OtherType() => random.Next(8) switch
    {
        0 => """{"type":6}""",
        1 => $$"""{"type":5,"invocationId":"{{random.Next(100)}}"}""",
        2 => $$"""{"type":4,"invocationId":"{{random.Next(100)}}","target":"Post","arguments":[]}""",
        3 => $$"""{"type":3,"invocationId":"{{random.Next(100)}}","result":{{(Value(0) ?? "null").ToJsonString()}}}""",
        4 => $$"""{"type":2,"invocationId":"{{random.Next(100)}}","item":1}""",
        5 => $$"""{"type":{{random.Next(-5, 100)}}}""",
        6 => """{"type":8,"sequenceId":-1}""",
        _ => random.Next(10) == 0 ? """{"type":7,"error":"до свидания"}""" : """{"type":9,"sequenceId":99999999999}""",
    };

    private string Nested()
    {
        var depth = random.Next(10, 3000);
        return """{"type":1,"invocationId":"1","target":"Post","arguments":""" + new string('[', depth) + new string(']', depth) + "}";
    }

    private string Huge() =>
        $$"""{"type":1,"invocationId":"2","target":"{{Pick(Methods[..4])}}","arguments":[{"chatId":"{{chat}}","requestId":"{{Random16()}}","text":{{JsonSerializer.Serialize(new string('ж', random.Next(4001, 7000)))}}}]}""";

    /// <summary>A call as the protocol writes it, with names as MessagePack has them.</summary>
    private byte[] Packed()
    {
        var argument = new Dictionary<string, object?>
        {
            ["ChatId"] = AnyChat().ToString(), ["RequestId"] = Random16().ToString(), ["Number"] = random.Next(5), ["Text"] = "шум", ["Emoji"] = "👍", ["On"] = true,
            ["After"] = random.Next(5), ["Limit"] = random.Next(1, 200), ["Known"] = Array.Empty<object>(),
        };
        for (var i = random.Next(4); i > 0; i--)
        {
            argument[char.ToUpperInvariant(Pick(Fields)[0]) + Pick(Fields)[1..]] = random.Next(5) switch
            {
                0 => null,
                1 => random.NextInt64(),
                2 => Text(random.Next(50)),
                3 => Noise(16),
                _ => new object?[] { 1, null, "x", new Dictionary<string, object?> { ["ChatId"] = 1 } },
            };
        }

        var arguments = random.Next(8) == 0 ? new object?[] { random.Next(), null } : [argument];
        var id = random.Next(5) == 0 ? null : random.Next(1000).ToString(null, null);
        return Packed(1, new Dictionary<string, string>(), id, Pick(Methods), arguments, Array.Empty<string>());
    }

    private byte[] Flipped(byte[] body)
    {
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            body[random.Next(body.Length)] = (byte)random.Next(256);
        }

        return body;
    }

    private byte[] Noise(int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private Guid Random16() => new(Noise(16));

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}

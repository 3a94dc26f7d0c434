using System.Text;
using System.Text.Json;

namespace Sferum.History;

/// <summary>The text form of one event: a JSON object on a line; fields at their defaults are left out.</summary>
internal static class HistoryLine
{
    private static readonly byte[][] Types = Names<HistoryEventType>();
    private static readonly byte[][] Kinds = Names<EventKind>();
    private static readonly byte[][] Ways = Names<Way>();

    public static void Write(Utf8JsonWriter json, in HistoryEvent recorded)
    {
        json.WriteStartObject();
        json.WriteString("event"u8, Types[(int)recorded.Type]);
        json.WriteNumber("at"u8, recorded.At);
        Number(json, "began"u8, recorded.Began);
        if (recorded.Observer is not null) json.WriteString("observer"u8, recorded.Observer);
        if (recorded.Reason is not null) json.WriteString("reason"u8, recorded.Reason);
        Number(json, "connection"u8, recorded.Connection);
        Id(json, "chat"u8, recorded.Chat);
        Id(json, "person"u8, recorded.Person);
        Id(json, "request"u8, recorded.Request);
        if (recorded.Body != 0) json.WriteNumber("body"u8, recorded.Body);
        Number(json, "number"u8, recorded.Number);
        Number(json, "related"u8, recorded.Related);
        if (recorded.Posts is { } posts) json.WriteNumber("posts"u8, posts);
        if (recorded.Type is HistoryEventType.Seen or HistoryEventType.LogRow) json.WriteString("kind"u8, Kinds[(int)recorded.Kind]);
        if (recorded.Type is HistoryEventType.Seen) json.WriteString("way"u8, Ways[(int)recorded.Way]);
        if (recorded.Holds is { } holds) WriteHolds(json, holds);
        json.WriteEndObject();
    }

    /// <exception cref="BadHistoryException">The line is no event.</exception>
    public static HistoryEvent Read(ReadOnlySpan<byte> line, NamePool names)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new BadHistoryException("not a JSON object");
            var recorded = new HistoryEvent();
            var typed = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                typed |= reader.ValueTextEquals("event"u8);
                recorded = ReadField(ref reader, recorded, names);
            }

            if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) throw new BadHistoryException("more than one JSON object");
            return typed ? recorded : throw new BadHistoryException("no \"event\"");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            throw new BadHistoryException(wrong.Message, wrong);
        }
    }

    private static HistoryEvent ReadField(ref Utf8JsonReader json, in HistoryEvent so, NamePool names)
    {
        if (Is(ref json, "event"u8)) return so with { Type = (HistoryEventType)Word(ref json, Types) };
        if (Is(ref json, "at"u8)) return so with { At = json.GetInt64() };
        if (Is(ref json, "observer"u8)) return so with { Observer = names.Take(ref json) };
        if (Is(ref json, "connection"u8)) return so with { Connection = json.GetInt32() };
        if (Is(ref json, "chat"u8)) return so with { Chat = json.GetGuid() };
        if (Is(ref json, "person"u8)) return so with { Person = json.GetGuid() };
        if (Is(ref json, "request"u8)) return so with { Request = json.GetGuid() };
        if (Is(ref json, "body"u8)) return so with { Body = json.GetUInt64() };
        if (Is(ref json, "number"u8)) return so with { Number = json.GetInt64() };
        if (Is(ref json, "related"u8)) return so with { Related = json.GetInt64() };
        if (Is(ref json, "posts"u8)) return so with { Posts = json.GetInt64() };
        if (Is(ref json, "kind"u8)) return so with { Kind = (EventKind)Word(ref json, Kinds) };
        if (Is(ref json, "way"u8)) return so with { Way = (Way)Word(ref json, Ways) };
        if (Is(ref json, "began"u8)) return so with { Began = json.GetInt64() };
        if (Is(ref json, "reason"u8)) return so with { Reason = names.Take(ref json) };
        if (Is(ref json, "holds"u8)) return so with { Holds = ReadHolds(ref json) };
        throw new BadHistoryException($"no field is called \"{json.GetString()}\"");
    }

    /// <summary>If the reader stands at this property name, goes on to its value.</summary>
    private static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> name) => json.ValueTextEquals(name) && json.Read();

    private static int Word(ref Utf8JsonReader json, byte[][] words)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (json.ValueTextEquals(words[i])) return i;
            }
        }

        throw new BadHistoryException($"\"{Encoding.UTF8.GetString(json.ValueSpan)}\" is none of {string.Join(", ", words.Select(Encoding.UTF8.GetString))}");
    }

    private static List<NumberRange> ReadHolds(ref Utf8JsonReader json)
    {
        var holds = new List<NumberRange>();
        if (json.TokenType != JsonTokenType.StartArray) throw new BadHistoryException("\"holds\" is an array of [from, to]");
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            json.Read();
            var from = json.GetInt64();
            json.Read();
            holds.Add(new NumberRange(from, json.GetInt64()));
            json.Read();
            if (json.TokenType != JsonTokenType.EndArray) throw new BadHistoryException("\"holds\" is an array of [from, to]");
        }

        return json.TokenType == JsonTokenType.EndArray ? holds : throw new BadHistoryException("\"holds\" is an array of [from, to]");
    }

    private static void WriteHolds(Utf8JsonWriter json, IReadOnlyList<NumberRange> holds)
    {
        json.WriteStartArray("holds"u8);
        foreach (var range in holds)
        {
            json.WriteStartArray();
            json.WriteNumberValue(range.From);
            json.WriteNumberValue(range.To);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, long value)
    {
        if (value != 0) json.WriteNumber(name, value);
    }

    private static void Id(Utf8JsonWriter json, ReadOnlySpan<byte> name, Guid value)
    {
        if (value != Guid.Empty) json.WriteString(name, value);
    }

    private static byte[][] Names<T>() where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => Encoding.UTF8.GetBytes(JsonNamingPolicy.CamelCase.ConvertName(name)))];
}

/// <summary>Gives equal names as one string, so that ten million lines do not make ten million strings.</summary>
internal sealed class NamePool
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private char[] _letters = new char[256];

    public string? Take(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.String) throw new BadHistoryException("a name is a string");
        if (json.ValueSpan.Length > _letters.Length) _letters = new char[json.ValueSpan.Length];
        var letters = _letters.AsSpan(0, json.CopyString(_letters));
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(letters, out var known)) return known;
        var name = letters.ToString();
        _names.Add(name, name);
        return name;
    }
}

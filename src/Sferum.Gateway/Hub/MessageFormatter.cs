using MessagePack;
using MessagePack.Formatters;
using Sferum.Chats;

namespace Sferum;

/// <summary>
/// A message over MessagePack: what nearly no message carries is left out instead of named and empty, as in JSON. Only written here: a message is never
/// sent to the server in this form.
/// </summary>
internal sealed class MessageFormatter : IMessagePackFormatter<MessageDto?>
{
    private const int Always = 5;

    public void Serialize(ref MessagePackWriter writer, MessageDto? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(Always + (value.Mentions is null ? 0 : 1) + (value.Forwarded is null ? 0 : 1) + (value.Poll is null ? 0 : 1));
        Member(ref writer, nameof(value.Text), value.Text, options);
        Member(ref writer, nameof(value.ReplyTo), value.ReplyTo, options);
        Member(ref writer, nameof(value.EditedAt), value.EditedAt, options);
        Member(ref writer, nameof(value.DeletedAt), value.DeletedAt, options);
        Member(ref writer, nameof(value.Reactions), value.Reactions, options);
        Sparse(ref writer, nameof(value.Mentions), value.Mentions, options);
        Sparse(ref writer, nameof(value.Forwarded), value.Forwarded, options);
        Sparse(ref writer, nameof(value.Poll), value.Poll, options);
    }

    public MessageDto? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => throw new NotSupportedException();

    private static void Sparse<T>(ref MessagePackWriter writer, string name, T? value, MessagePackSerializerOptions options)
        where T : class
    {
        if (value is not null)
        {
            Member(ref writer, name, value, options);
        }
    }

    private static void Member<T>(ref MessagePackWriter writer, string name, T value, MessagePackSerializerOptions options)
    {
        writer.Write(name);
        options.Resolver.GetFormatterWithVerify<T>().Serialize(ref writer, value, options);
    }
}

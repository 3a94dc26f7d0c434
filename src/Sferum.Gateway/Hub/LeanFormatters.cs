using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using Sferum.Chats;
using Sferum.Files;

namespace Sferum;

/// <summary>
/// Messages over MessagePack without what they don't have: as in JSON, a message without files is not a byte longer because others have some. Readers of
/// maps take a key that is not there for nothing.
/// </summary>
internal static class LeanFormatters
{
    /// <summary>The same options, lean where that matters.</summary>
    public static MessagePackSerializerOptions Over(MessagePackSerializerOptions options) =>
        options.WithResolver(CompositeResolver.Create([new Message(), new Preview()], [options.Resolver]));

    private static void Write<T>(ref MessagePackWriter writer, string key, T value, MessagePackSerializerOptions options)
    {
        writer.Write(key);
        options.Resolver.GetFormatterWithVerify<T>().Serialize(ref writer, value, options);
    }

    private abstract class Sent<T> : IMessagePackFormatter<T?>
        where T : class
    {
        public void Serialize(ref MessagePackWriter writer, T? value, MessagePackSerializerOptions options)
        {
            if (value is null)
            {
                writer.WriteNil();
                return;
            }

            WriteMap(ref writer, value, options);
        }

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) => throw new NotSupportedException("Only the server sends it.");

        protected abstract void WriteMap(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options);
    }

    private sealed class Message : Sent<MessageDto>
    {
        protected override void WriteMap(ref MessagePackWriter writer, MessageDto value, MessagePackSerializerOptions options)
        {
            writer.WriteMapHeader(value.Attachments is null ? 5 : 6);
            Write(ref writer, nameof(value.Text), value.Text, options);
            Write(ref writer, nameof(value.ReplyTo), value.ReplyTo, options);
            Write(ref writer, nameof(value.EditedAt), value.EditedAt, options);
            Write(ref writer, nameof(value.DeletedAt), value.DeletedAt, options);
            Write(ref writer, nameof(value.Reactions), value.Reactions, options);
            if (value.Attachments is { } attachments)
            {
                Write<IReadOnlyList<AttachmentDto>>(ref writer, nameof(value.Attachments), attachments, options);
            }
        }
    }

    private sealed class Preview : Sent<ChatPreview>
    {
        protected override void WriteMap(ref MessagePackWriter writer, ChatPreview value, MessagePackSerializerOptions options)
        {
            writer.WriteMapHeader(value.Attached is null ? 4 : 5);
            Write(ref writer, nameof(value.Number), value.Number, options);
            Write(ref writer, nameof(value.At), value.At, options);
            Write(ref writer, nameof(value.Author), value.Author, options);
            Write(ref writer, nameof(value.Text), value.Text, options);
            if (value.Attached is { } attached)
            {
                Write(ref writer, nameof(value.Attached), attached, options);
            }
        }
    }
}

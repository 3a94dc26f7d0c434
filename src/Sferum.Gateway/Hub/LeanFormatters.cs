using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using Sferum.Chats;
using Sferum.Files;

namespace Sferum;

/// <summary>
/// Messages over MessagePack without what they don't have: as in JSON, a message without files or a poll is not a byte longer because others have some. Readers of
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

    private static int Some(object? value) => value is null ? 0 : 1;

    private static void WriteSome<T>(ref MessagePackWriter writer, string key, T? value, MessagePackSerializerOptions options)
        where T : class
    {
        if (value is not null)
        {
            Write(ref writer, key, value, options);
        }
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
            writer.WriteMapHeader(5 + Some(value.Mentions) + Some(value.Forwarded) + Some(value.Poll) + Some(value.Attachments));
            Write(ref writer, nameof(value.Text), value.Text, options);
            Write(ref writer, nameof(value.ReplyTo), value.ReplyTo, options);
            Write(ref writer, nameof(value.EditedAt), value.EditedAt, options);
            Write(ref writer, nameof(value.DeletedAt), value.DeletedAt, options);
            Write(ref writer, nameof(value.Reactions), value.Reactions, options);
            WriteSome(ref writer, nameof(value.Mentions), value.Mentions, options);
            WriteSome(ref writer, nameof(value.Forwarded), value.Forwarded, options);
            WriteSome(ref writer, nameof(value.Poll), value.Poll, options);
            WriteSome(ref writer, nameof(value.Attachments), value.Attachments, options);
        }
    }

    private sealed class Preview : Sent<ChatPreview>
    {
        protected override void WriteMap(ref MessagePackWriter writer, ChatPreview value, MessagePackSerializerOptions options)
        {
            writer.WriteMapHeader(4 + Some(value.Attached));
            Write(ref writer, nameof(value.Number), value.Number, options);
            Write(ref writer, nameof(value.At), value.At, options);
            Write(ref writer, nameof(value.Author), value.Author, options);
            Write(ref writer, nameof(value.Text), value.Text, options);
            WriteSome(ref writer, nameof(value.Attached), value.Attached, options);
        }
    }
}

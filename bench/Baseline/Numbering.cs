using Sferum.Chats;

namespace Sferum.Baseline;

/// <summary>Posts as the product tells them: the same fields, and so the same bytes on the wire. The numbers begin at 1 with the process.</summary>
internal static class Numbering
{
    private static readonly PersonRef Author = new(Guid.CreateVersion7(), "Берёзкин-100 Артём", "student");

    public static ChatEvents Event(PostRequest post, long number) => new(post.ChatId,
    [
        new ChatEventDto
        {
            Number = number,
            Kind = ChatEventKinds.Posted,
            At = Now(),
            Author = Author,
            RequestId = post.RequestId,
            Posts = number,
            Message = new MessageDto { Text = post.Text },
        },
    ]);

    public static Answer<Placed> Placed(long number) => new(new Placed(number, Now(), number), null);

    public static Answer<ResumeAnswer> Nothing() => new(new ResumeAnswer([], [], [], [], Now()), null);

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}

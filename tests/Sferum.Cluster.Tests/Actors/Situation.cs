using Sferum.Chats;
using Sferum.People;

namespace Sferum.Actors;

/// <summary>One class chat with a teacher, a student and a gateway that follows it, for one test.</summary>
public abstract class Situation(int silos = 1) : IAsyncLifetime
{
    private protected ActorCluster Cluster { get; private set; } = null!;

    private protected World World => Cluster.World;

    private protected RecordingNode Gateway { get; private set; } = null!;

    private protected Caller Teacher { get; private set; } = null!;

    private protected Caller Student { get; private set; } = null!;

    protected ChatId Id { get; private set; }

    protected IChatGrain Chat => Cluster.Chat(Id);

    public virtual async ValueTask InitializeAsync()
    {
        Cluster = await ActorCluster.Start(silos);
        Id = await World.ClassChat();
        Teacher = await World.Enroll(Role.ClassTeacher, "Орлова Вера Павловна");
        Student = await World.Enroll(Role.Student);
        await Chat.FollowRoster(Guid.CreateVersion7());
        Gateway = await Cluster.Follow("gateway", Id);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static PostMessage Message(string text = "Завтра экскурсия", long? replyTo = null) => new(Guid.CreateVersion7(), text, replyTo);

    protected async Task<Placement> Placed(Caller caller, PostMessage message) => (await Chat.Post(caller, message)).Value;

    /// <summary>Sends a command as a client does: again, while the answer is that nobody knows.</summary>
    protected static async Task<Outcome<Placement>> Persist(Func<ValueTask<Outcome<Placement>>> command)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                var answer = await command();
                if (!answer.IsRefused(out var refusal) || refusal.RetryAfterMs is null || tries == 200)
                {
                    return answer;
                }
            }
            catch (Exception e) when (e is OrleansException or TimeoutException && tries < 200)
            {
                // The silo is gone: the next try finds another.
            }

            await Task.Yield();
        }
    }

    private protected static Task Told(RecordingNode node, ChatId chat, long number) =>
        node.Until(n => n.Batches.Any(b => b.Chat == chat && b.Head >= number && (b.Events.Count == 0 || b.Events[^1].Number >= number)));
}

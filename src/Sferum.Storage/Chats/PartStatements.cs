namespace Sferum.Chats;

/// <summary>One statement that both databases understand, with its parameters.</summary>
internal readonly record struct PartStatement(string Sql, (string Name, object Value)[] Parameters);

/// <summary>What a message's parts put beside it, in the transaction of its row.</summary>
internal static class PartStatements
{
    private const string Mark = "UPDATE message SET parts = @parts WHERE chat_id = @chat AND number = @number";

    private const string MentionPerson = "INSERT INTO mention (chat_id, number, place, person_id, label) VALUES (@chat, @number, @place, @person, @label)";

    private const string MentionGroup = "INSERT INTO mention (chat_id, number, place, grp, label) VALUES (@chat, @number, @place, @grp, @label)";

    private const string Forward = "INSERT INTO forwarded (chat_id, number, author_id, role, at) VALUES (@chat, @number, @author, @role, @at)";

    private const string Poll = "INSERT INTO poll (chat_id, number, multiple, shows_who) VALUES (@chat, @number, @multiple, @open)";

    private const string Ending = "UPDATE poll SET closes_at = @at WHERE chat_id = @chat AND number = @number";

    private const string Option = "INSERT INTO poll_option (chat_id, number, place, text) VALUES (@chat, @number, @place, @text)";

    public static IEnumerable<PartStatement> Of(Guid chat, long number, PostedParts parts)
    {
        if (parts.Kinds != PartKinds.None)
        {
            yield return Statement(Mark, ("parts", (short)parts.Kinds));
        }

        for (var i = 0; i < parts.Mentions.Count; i++)
        {
            var mention = parts.Mentions[i];
            yield return mention.Person is { } person
                ? Statement(MentionPerson, ("place", (short)i), ("person", person.Value), ("label", mention.Label))
                : Statement(MentionGroup, ("place", (short)i), ("grp", mention.Group!), ("label", mention.Label));
        }

        if (parts.Forwarded is { } from)
        {
            yield return Statement(
                Forward, ("author", from.Author.Id.Value), ("role", People.RoleCodes.Code(from.Author.Role)), ("at", from.At.ToUnixTimeMilliseconds()));
        }

        if (parts.Poll is { } poll)
        {
            yield return Statement(Poll, ("multiple", (short)(poll.Multiple ? 1 : 0)), ("open", (short)(poll.Open ? 1 : 0)));
            if (poll.ClosesAt is { } end)
            {
                yield return Statement(Ending, ("at", end.ToUnixTimeMilliseconds()));
            }

            for (var i = 0; i < poll.Options.Count; i++)
            {
                yield return Statement(Option, ("place", (short)i), ("text", poll.Options[i]));
            }
        }

        PartStatement Statement(string sql, params (string, object)[] rest) => new(sql, [("chat", chat), ("number", number), .. rest]);
    }
}

using Sferum.Calls;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Policy;

/// <summary>The policy table's rows of chats as a person meets them: a live connection, in one's own school's chats and in another's.</summary>
public sealed class Every_cell_over_the_hub(Schoolhouse house) : IClassFixture<Schoolhouse>
{
    private const string Gone = "request.not_found";

    public static TheoryData<Role> AllRoles => [.. Schoolhouse.Roles];

    [Theory]
    [MemberData(nameof(AllRoles))]
    public async Task Paragraph_1_1_is_what_the_table_says_in_the_own_school(Role role)
    {
        await using var person = await Witness.Join(await house.District.SignIn(house.Ours.People[role]));
        await using var head = await Witness.Join(await house.District.SignIn(house.Ours.People[Role.SchoolAdmin]));
        var wrong = new List<string>();
        foreach (var (kind, chat) in house.Ours.Chats)
        {
            var theirs = (await head.Line.PostAsync(chat.Value, "объявление")).Must().Number;
            var poll = kind == ChatKind.Direct ? theirs : (await head.Line.PostMessageAsync(Poll(chat))).Must().Number;
            var (line, reads) = (person.Line, PolicyTable.Allows(Operation.ReadChat, role, kind));
            var posted = await line.PostAsync(chat.Value, "ответ");
            Check(Operation.PostMessage, posted.Refusal, "chat.read_only");
            Check(Operation.React, (await line.ReactAsync(chat.Value, theirs, "👍", on: true)).Refusal, "request.denied");
            Check(Operation.Pin, (await line.PinAsync(chat.Value, theirs, on: true)).Refusal, "request.denied");
            Check(Operation.Vote, (await line.VoteAsync(chat.Value, poll, [0])).Refusal, "request.denied");
            Check(Operation.SeeMembers, await Members(chat), "request.denied");
            if (posted.IsDone)
            {
                Check(Operation.PostMessage, (await line.EditAsync(chat.Value, posted.Value.Number, "поправка")).Refusal, "chat.read_only");
                Check(Operation.DeleteOwnMessage, (await line.DeleteAsync(chat.Value, posted.Value.Number)).Refusal, "request.denied");
                Check(Operation.MakePoll, (await line.PostMessageAsync(Poll(chat))).Refusal, "request.denied");
            }

            Check(Operation.StartCall, (await line.StartCallAsync(new StartCallRequest(chat.Value))).Refusal, "request.denied");
            if (kind != ChatKind.Direct)
            {
                var call = (await head.Line.StartCallAsync(new StartCallRequest(chat.Value))).Must().CallId;
                (await head.Line.JoinCallAsync(new JoinCallRequest(call, false, false))).Must();
                Check(Operation.JoinCall, (await line.JoinCallAsync(new JoinCallRequest(call, false, false))).Refusal, Gone);
                var leads = role == Role.SchoolAdmin ? line : head.Line;
                (await leads.LeadCallAsync(new LeadCallRequest { CallId = call, Act = "end" })).Must();
            }

            if (role != Role.SchoolAdmin)
            {
                Check(Operation.Pin, (await line.ClosePollAsync(chat.Value, poll)).Refusal, kind == ChatKind.Direct ? "chat.no_poll" : "chat.not_yours");
                Check(Operation.DeleteAnyMessage, (await line.DeleteAsync(chat.Value, theirs)).Refusal, "chat.not_yours");
            }

            void Check(Operation operation, RefusalDto? refusal, string refused)
            {
                var expected = !reads ? Gone : PolicyTable.Allows(operation, role, kind) ? null : refused;
                if (refusal?.Code != expected)
                {
                    wrong.Add($"{operation} in {kind}: {refusal?.Code ?? "done"} instead of {expected ?? "done"}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));

        async Task<RefusalDto?> Members(ChatId chat)
        {
            var way = house.Ways.Single(static w => w is { Method: "GET", Pattern.RawText: "/api/chats/{id:guid}/members" });
            var (status, body) = await house.Ask(way, chat.Value, await house.Token(house.Ours, role));
            return status == 200 ? null : new RefusalDto(System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()!, "", null);
        }
    }

    [Theory]
    [MemberData(nameof(AllRoles))]
    public async Task Paragraph_1_1_is_nothing_in_another_school(Role role)
    {
        await using var person = await Witness.Join(await house.District.SignIn(house.Ours.People[role]));
        await using var head = await Witness.Join(await house.District.SignIn(house.Theirs.People[Role.SchoolAdmin]));
        foreach (var chat in house.Theirs.Chats.Values)
        {
            var (line, theirs) = (person.Line, (await head.Line.PostAsync(chat.Value, "объявление")).Must().Number);
            Assert.Equal(
                [Gone, Gone, Gone, Gone, Gone, Gone, Gone, Gone, Gone, Gone],
                [
                    (await line.PostAsync(chat.Value, "x")).Refusal?.Code,
                    (await line.EditAsync(chat.Value, theirs, "x")).Refusal?.Code,
                    (await line.DeleteAsync(chat.Value, theirs)).Refusal?.Code,
                    (await line.PinAsync(chat.Value, theirs, on: true)).Refusal?.Code,
                    (await line.ReactAsync(chat.Value, theirs, "👍", on: true)).Refusal?.Code,
                    (await line.PostMessageAsync(Poll(chat))).Refusal?.Code,
                    (await line.VoteAsync(chat.Value, theirs, [0])).Refusal?.Code,
                    (await line.ClosePollAsync(chat.Value, theirs)).Refusal?.Code,
                    (await line.WatchAsync(chat.Value, on: true)).Refusal?.Code,
                    (await line.StartCallAsync(new StartCallRequest(chat.Value))).Refusal?.Code,
                ]);
            Assert.Empty(person.Events(chat.Value));
        }
    }

    private static PostRequest Poll(ChatId chat) =>
        new(chat.Value, Guid.CreateVersion7(), "Когда?", Poll: new NewPollRequest { Options = ["Среда", "Пятница"] });
}

using System.Reflection;
using System.Text.Json;
using Sferum.Chats;

namespace Sferum.Calls;

/// <summary>
/// Every method of the hub that is about calls, every act and every signal, said by everybody who could say it with a client of their own (product, 2.2.7,
/// 2.3, 2.4, 2.5). What is refused changes nothing and is in no record.
/// </summary>
public sealed class Whoever_says_something_about_a_call
{
    public static TheoryData<Standing> Standings => [.. Enum.GetValues<Standing>()];

    [Theory]
    [MemberData(nameof(Standings))]
    public async Task Is_answered_by_where_the_person_stands_whatever_the_client_is(Standing standing)
    {
        await using var stage = await Stage.Set(standing);
        var wrong = new List<string>();
        foreach (var row in CallRows.All)
        {
            var before = await stage.Look();
            var said = await row.Ask(stage);
            if (said != row.Answers[standing])
            {
                wrong.Add($"{row.Name}: {said} instead of {row.Answers[standing]}");
            }

            if (!said.Contains('.', StringComparison.Ordinal))
            {
                await Again(stage, row);
            }
            else if (await stage.Look() is var after && after != before)
            {
                wrong.Add($"{row.Name} was refused and changed this: {before} → {after}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public void Has_a_row_for_each_method_of_the_hub_that_is_about_calls()
    {
        var methods = typeof(ChatHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static m => m.GetParameters().Any(static p => p.ParameterType.Namespace == typeof(CallRequest).Namespace)).Select(static m => m.Name);

        Assert.Equal(methods.Order(StringComparer.Ordinal), CallRows.All.Select(static r => r.Method).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Has_a_row_for_each_act_each_signal_and_each_part_of_a_seat()
    {
        Assert.Empty(Codes<CallAct>().Except(Words("LeadCall")));
        Assert.Empty(Codes<SignalKind>().Except(Words("Signal")));
        Assert.Empty(
            typeof(SetSeatRequest).GetProperties().Where(static p => p.Name != nameof(SetSeatRequest.CallId)).Select(static p => p.Name.ToLowerInvariant()).Except(Words("SetSeat")));
    }

    private static IEnumerable<string> Codes<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);

    private static IEnumerable<string> Words(string method) => CallRows.All.Where(r => r.Method == method).Select(static r => r.Word);

    /// <summary>What was done may have led elsewhere; after the end there is no place any more.</summary>
    private static Task Again(Stage stage, CallRow row) => row.Word == "end" ? Task.CompletedTask : stage.Stand();
}

using Sferum.People;

namespace Sferum.Policy;

/// <summary>The policy table over HTTP: every endpoint that there is, for every role, in one's own school.</summary>
public sealed class Every_role_at_every_endpoint(Schoolhouse house) : IClassFixture<Schoolhouse>
{
    public static TheoryData<Role> AllRoles => [.. Schoolhouse.Roles];

    [Theory]
    [MemberData(nameof(AllRoles))]
    public async Task Is_let_in_where_the_table_says_so_and_nowhere_else(Role role)
    {
        var wrong = new List<string>();
        foreach (var way in house.Ways)
        {
            // A session of its own for each: some of what is asked ends it.
            var (status, body) = await house.Ask(way, Guid.CreateVersion7(), await house.Token(house.Ours, role));
            var denied = status == 403 && body.Contains("request.denied", StringComparison.Ordinal);
            var allowed = PolicyTable.AllowsAnonymous(way.Operation) || PolicyTable.IsInChat(way.Operation) || PolicyTable.Allows(way.Operation, role);
            if (denied == allowed || status is 401 or >= 500)
            {
                wrong.Add($"{way}: {status} {body}");
            }
        }

        Assert.NotEmpty(house.Ways);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task Strangers_are_let_in_only_where_everybody_is()
    {
        var wrong = new List<string>();
        foreach (var way in house.Ways)
        {
            var (status, body) = await house.Ask(way, Guid.CreateVersion7(), token: null);
            var sent = status == 401 && (way.Method == "HEAD" || body.Contains("request.sign_in_needed", StringComparison.Ordinal));
            if (sent == PolicyTable.AllowsAnonymous(way.Operation) && !(status == 401 && body.Contains("sign_in.session_ended", StringComparison.Ordinal)))
            {
                wrong.Add($"{way}: {status} {body}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }
}

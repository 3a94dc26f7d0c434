using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Policy;

/// <summary>Two schools, in each a person of every role, a class, and a chat of every kind; and every endpoint that the gateway has.</summary>
public sealed class Schoolhouse : IAsyncLifetime
{
    /// <summary>Every single role.</summary>
    public static readonly IReadOnlyList<Role> Roles = [.. RoleCodes.All];

    /// <summary>By what a request is told from the others, when it is to be.</summary>
    internal const string Mark = "X-Test-Mark";

    private readonly HttpClient _http = new();

    internal TestDistrict District { get; private set; } = null!;

    internal House Ours { get; private set; } = null!;

    internal House Theirs { get; private set; } = null!;

    /// <summary>Every way in under /api, once per method.</summary>
    internal IReadOnlyList<Way> Ways { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        District = await TestDistrict.Start(new DistrictShape { Postgres = true });
        Ours = await Build("Школа № 1");
        Theirs = await Build("Школа № 2");
        Ways =
        [
            .. District.Gateways[0].Services.GetServices<EndpointDataSource>().SelectMany(static s => s.Endpoints).OfType<RouteEndpoint>()
                .Where(static e => e.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true && !e.RoutePattern.RawText.Contains("**", StringComparison.Ordinal))
                .SelectMany(static e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => new Way(
                    m, e.RoutePattern, e.Metadata.GetMetadata<OperationAttribute>()!.Operation, e.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0])))
                .OrderBy(static w => w.ToString(), StringComparer.Ordinal),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await District.DisposeAsync();
    }

    /// <summary>Asks, and says what came: status and body.</summary>
    internal async Task<(int Status, string Body)> Ask(Way way, Guid id, string? token, string? mark = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(way.Method), new Uri(District.Gateways[0].Address, way.Path(id)));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (mark is not null)
        {
            request.Headers.Add(Mark, mark);
        }

        if (way.Method is not ("GET" or "DELETE"))
        {
            request.Content = way.Takes == "multipart/form-data"
                ? new MultipartFormDataContent { { new StringContent(""), "nothing" } }
                : new StringContent("{}", Encoding.UTF8, way.Takes ?? "application/json");
        }

        using var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A token of a person of this role in a school.</summary>
    internal async Task<string> Token(House house, Role role)
    {
        var client = await District.SignIn(house.People[role]);
        return client.Session!.AccessToken;
    }

    private async Task<House> Build(string name)
    {
        var school = await District.Town.School(name);
        var people = new Dictionary<Role, PersonId>();
        foreach (var role in Roles)
        {
            people[role] = await District.Town.Person(school, role, $"{name}, {role}");
        }

        var chats = new Dictionary<ChatKind, ChatId>();
        foreach (var kind in Enum.GetValues<ChatKind>())
        {
            chats[kind] = ChatId.New();
            await District.Town.Run(
                "INSERT INTO chat (id, school_id, kind, title, created_at) VALUES (@id, @school, @kind, @title, 1)",
                new { id = chats[kind], school, kind = kind.Code(), title = kind.ToString() });
            await District.Town.Run(
                "INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number) VALUES (@chat, @person, @role, 0, 0)",
                people.Select(p => new { chat = chats[kind], person = p.Value, role = p.Key.Code() }).ToList());
        }

        var (@class, _) = await District.Town.Class(school, people[Role.ClassTeacher], [people[Role.Student]]);
        var pupil = await District.Town.Person(school, Role.Student, $"{name}, другой класс");
        var (elsewhere, _) = await District.Town.Class(school, await District.Town.Person(school, Role.ClassTeacher), [pupil], "8А");
        return new House(school, people, chats) { Class = @class, Elsewhere = elsewhere, Pupil = pupil };
    }
}

/// <summary>A school with everybody in it.</summary>
internal sealed record House(SchoolId School, IReadOnlyDictionary<Role, PersonId> People, IReadOnlyDictionary<ChatKind, ChatId> Chats)
{
    /// <summary>The class of the class teacher and the student.</summary>
    public required ClassId Class { get; init; }

    /// <summary>A class of somebody else, 8А.</summary>
    public required ClassId Elsewhere { get; init; }

    /// <summary>A student of that class.</summary>
    public required PersonId Pupil { get; init; }

    public Guid Person(Role role) => People[role].Value;

    public Guid Chat(ChatKind kind) => Chats[kind].Value;
}

/// <summary>An endpoint under one method.</summary>
/// <param name="Takes">The content type that it asks for; null when it takes none in particular.</param>
internal sealed record Way(string Method, RoutePattern Pattern, Operation Operation, string? Takes)
{
    /// <summary>Whether everything that it is asked for by its path is an id.</summary>
    public bool AsksForIds => Pattern.Parameters.Count > 0 && Pattern.Parameters.All(static p => p.ParameterPolicies.Any(static q => q.Content == "guid"));

    /// <summary>Its path: an id wherever one is asked for, and a number where a number is.</summary>
    public string Path(Guid id) => "/" + string.Join('/', Pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
    {
        RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(static q => q.Content is "long" or "int") => "987654321",
        RoutePatternParameterPart => id.ToString(),
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    }))));

    public override string ToString() => $"{Method} {Pattern.RawText}";
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Sferum.Schools;

namespace Sferum.Demo;

/// <summary>How the schools of the demonstration came into the district; the content is in <c>schools.json</c>.</summary>
/// <param name="Operator">Who decides their applications, by name.</param>
/// <param name="Officer">Who controls for the district.</param>
/// <param name="Applications">What the schools have handed in, in its order.</param>
internal sealed record DemoSchools(string Operator, DemoOfficer Officer, IReadOnlyList<DemoApplication> Applications)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Reads them.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The schools.</returns>
    public static DemoSchools Read(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<DemoSchools>(stream, Json) ?? throw new InvalidOperationException($"{file} is empty.");
    }
}

/// <summary>An officer of the district and the order that appoints that person.</summary>
internal sealed record DemoOfficer(NamedPerson Person, OrderMark Order);

/// <summary>An application and what the operator has said to it; null when it waits.</summary>
internal sealed record DemoApplication(ApplicationForm Form, ApplicationStatus? Decision, string? Reason);

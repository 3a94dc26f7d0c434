using System.Text.Json;
using Sferum.Schools;

namespace Sferum.Demo;

/// <summary>Who is about to come into a class of the demonstration and who is about to leave it; the content is in <c>arrivals.json</c>.</summary>
/// <param name="School">The school, by its id in the roster.</param>
/// <param name="Class">The class's title.</param>
/// <param name="Admin">The school's administrator, by the id in the roster.</param>
/// <param name="Newcomers">Who has used the class's link and waits.</param>
/// <param name="Transfer">Who is ordered into another class; null when nobody is.</param>
internal sealed record DemoArrival(string School, string Class, string Admin, IReadOnlyList<DemoNewcomer> Newcomers, DemoTransfer? Transfer)
{
    /// <summary>Reads all of them.</summary>
    /// <param name="file">The file.</param>
    /// <returns>By class.</returns>
    public static IReadOnlyList<DemoArrival> Read(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<List<DemoArrival>>(stream, JsonSerializerOptions.Web) ?? [];
    }
}

/// <summary>Somebody who has come by a link.</summary>
internal sealed record DemoNewcomer(ApplicantName Name, string Phone);

/// <summary>An order that moves a student, by the id in the roster, into another class so many days from now.</summary>
internal sealed record DemoTransfer(string Person, string ToClass, string Number, int InDays);

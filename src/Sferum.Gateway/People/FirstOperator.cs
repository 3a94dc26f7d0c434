using Microsoft.Extensions.DependencyInjection;

namespace Sferum.People;

/// <summary>The way in for the first operator of a new deployment.</summary>
public static class FirstOperator
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(72);

    /// <summary>
    /// As long as nobody can sign in as an operator: a fresh one-time link, which takes the place of the one before. Call at each start, after the
    /// migrations and the keys, and print what comes.
    /// </summary>
    /// <param name="services">The host's.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>The path with the secret in its fragment, which browsers do not send; null when there is an operator.</returns>
    public static async Task<string?> Path(IServiceProvider services, CancellationToken cancel = default)
    {
        var claims = services.GetRequiredService<IClaims>();
        var name = TextCatalogue.Render("people.first_operator", null, TextCatalogue.DefaultLocale);
        return await claims.FirstOperator(name, Life, cancel) is { } secret ? $"/claim#{secret}" : null;
    }
}

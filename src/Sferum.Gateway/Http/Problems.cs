using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Sferum.Http;

/// <summary>A refusal over HTTP: ProblemDetails with the same code, arguments and waiting time as over the hub, the title in the caller's language.</summary>
internal static class Problems
{
    /// <summary>The answer to a request that is refused.</summary>
    /// <param name="context">The request.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="as">Another status than the refusal's own.</param>
    public static ProblemHttpResult Refuse(this HttpContext context, Refusal refusal, int? @as = null)
    {
        var status = @as ?? RefusalStatus.Of(refusal);
        if (refusal.RetryAfterMs is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (wait + 999) / 1000).ToString(CultureInfo.InvariantCulture);
        }

        var words = Language.Of(context).Words(refusal);
        var problem = new ProblemDetails { Type = "about:blank", Status = status, Title = words.Message, Extensions = { ["code"] = words.Code } };
        if (words.Args is not null)
        {
            problem.Extensions["args"] = words.Args;
        }

        if (words.RetryAfterMs is not null)
        {
            problem.Extensions["retryAfterMs"] = words.RetryAfterMs;
        }

        return TypedResults.Problem(problem);
    }

    /// <summary>The value as JSON, or the refusal.</summary>
    public static IResult Answer<T>(this HttpContext context, Outcome<T> outcome) =>
        outcome.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(outcome.Value);

    /// <summary>An answer that holds tokens or secrets: it stays in nobody's cache.</summary>
    public static IResult AnswerSecret<T>(this HttpContext context, Outcome<T> outcome)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Answer(outcome);
    }
}

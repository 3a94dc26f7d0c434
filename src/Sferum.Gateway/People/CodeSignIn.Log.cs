using Microsoft.Extensions.Logging;

namespace Sferum.People;

internal sealed partial class CodeSignIn
{
    [LoggerMessage(LogLevel.Warning, "Codes are refused: {Limit} in {Window} are spent ({Scope})")]
    private static partial void CodesSpent(ILogger log, int limit, TimeSpan window, BudgetScope scope);

    [LoggerMessage(LogLevel.Error, "Somebody guesses codes: {Limit} wrong tries in {Window} are spent ({Scope}); sign-in by code rests")]
    private static partial void Guessing(ILogger log, int limit, TimeSpan window, BudgetScope scope);
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Sferum.People;

/// <summary>Phones that belong to the test.</summary>
internal sealed partial class CapturedSms : ISmsSender
{
    private readonly ConcurrentQueue<SmsMessage> _sent = new();

    public bool Fails { get; set; }

    public IReadOnlyCollection<SmsMessage> Sent => _sent;

    public ValueTask<bool> Send(SmsMessage message, CancellationToken cancel)
    {
        _sent.Enqueue(message);
        return new ValueTask<bool>(!Fails);
    }

    public string CodeOf(Guid attempt) => SixDigits().Match(_sent.Single(m => m.Id == attempt).Text).Value;

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex SixDigits();
}

/// <summary>Everything that is logged, at every level, with scopes and exceptions.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(static p => $"{p.Key}={p.Value}")) : "";
            var scopes = new List<string>();
            logs._scopes.ForEachScope(static (scope, list) => list.Add(scope?.ToString() ?? ""), scopes);
            logs.Lines.Enqueue($"{category} {formatter(state, exception)} {values} {exception} {string.Join(' ', scopes)}");
        }
    }
}

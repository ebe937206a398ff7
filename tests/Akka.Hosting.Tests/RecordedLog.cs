using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting.Tests;

/// <summary>What was logged through Microsoft.Extensions.Logging.</summary>
public sealed class RecordedLog : ILoggerProvider
{
    public sealed record Entry(string Category, LogLevel Level, Exception? Cause, string Text, IReadOnlyList<KeyValuePair<string, object?>> Values)
    {
        public object? this[string name] => Values.Single(one => one.Key == name).Value;
    }

    public ConcurrentQueue<Entry> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public Entry Single(string part) => Entries.Single(one => one.Text.Contains(part, StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Entries.Enqueue(new Entry(category, logLevel, exception, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>> ?? []));
    }
}

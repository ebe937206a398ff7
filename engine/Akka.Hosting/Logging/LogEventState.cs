using System.Collections;
using Akka.Event;

namespace Akka.Hosting.Logging;

/// <summary>A log event as Microsoft.Extensions.Logging wants it: named values, of which the last is the template, and a text made when asked for.</summary>
internal sealed class LogEventState(LogEvent log) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private List<KeyValuePair<string, object?>>? _values;

    public int Count => Values.Count;

    private List<KeyValuePair<string, object?>> Values => _values ??= Collect();

    public KeyValuePair<string, object?> this[int index] => Values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{log.LogSource}] {log.Message}";

    private List<KeyValuePair<string, object?>> Collect()
    {
        var message = log.Message as LogMessage;
        return
        [
            .. message?.Properties() ?? [],
            new("LogSource", log.LogSource),
            new("LogClass", log.LogClass.FullName),
            new("Timestamp", log.Timestamp),
            new("ThreadId", log.Thread.ManagedThreadId),
            new("{OriginalFormat}", message?.Format ?? log.Message.ToString()),
        ];
    }
}

namespace Akka.Event;

/// <summary>Makes the text of a log message from its template and arguments. Implementations are thread-safe.</summary>
public interface ILogMessageFormatter
{
    /// <summary>Makes the text.</summary>
    /// <param name="format">The template.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The text.</returns>
    string Format(string format, params object[] args);

    /// <summary>Makes the text.</summary>
    /// <param name="format">The template.</param>
    /// <param name="args">The arguments.</param>
    /// <returns>The text.</returns>
    string Format(string format, IEnumerable<object> args);
}

/// <summary>
/// Understands templates with numbers, <c>"{0} joined {1:D}"</c>, and with names, <c>"{User} joined {Room}"</c>, whose holes take the
/// arguments in their order. It never throws: a hole without an argument stays in the text.
/// </summary>
public class DefaultLogMessageFormatter : ILogMessageFormatter
{
    /// <summary>The only instance.</summary>
    public static readonly DefaultLogMessageFormatter Instance = new();

    private DefaultLogMessageFormatter()
    {
    }

    /// <inheritdoc/>
    public string Format(string format, params object[] args) => MessageTemplate.Of(format).Render(args);

    /// <inheritdoc/>
    public string Format(string format, IEnumerable<object> args) => MessageTemplate.Of(format).Render(args as IReadOnlyList<object> ?? [.. args]);
}

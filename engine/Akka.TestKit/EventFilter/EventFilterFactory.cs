using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>Makes filters of log events. A message is compared whole, by its start or by a part; what is not given matches everything.</summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testkit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<EventFilterBase> _filters;

    /// <summary>For the system of a TestKit.</summary>
    /// <param name="testkit">The TestKit.</param>
    public EventFilterFactory(TestKitBase testkit) : this(testkit, testkit.Sys)
    {
    }

    /// <summary>For a system.</summary>
    /// <param name="testkit">The TestKit that judges.</param>
    /// <param name="system">The system.</param>
    public EventFilterFactory(TestKitBase testkit, ActorSystem system) : this(testkit, system, [])
    {
    }

    internal EventFilterFactory(TestKitBase testkit, ActorSystem system, IReadOnlyList<EventFilterBase> filters)
    {
        _testkit = testkit;
        _system = system;
        _filters = filters;
    }

    /// <summary>Errors, or warnings, with an exception of a type.</summary>
    /// <typeparam name="TException">The type; derived ones match too.</typeparam>
    /// <param name="message">The whole message.</param>
    /// <param name="start">Its start.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null) where TException : Exception =>
        Exception(typeof(TException), message, start, contains, source);

    /// <summary>Errors, or warnings, with an exception of a type.</summary>
    /// <typeparam name="TException">The type; derived ones match too.</typeparam>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null) where TException : Exception => Exception(typeof(TException), pattern, source);

    /// <summary>Errors, or warnings, with an exception of a type.</summary>
    /// <param name="exceptionType">The type; derived ones match too.</param>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <param name="checkInnerExceptions">Whether causes count too.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        Exception(exceptionType, pattern.IsMatch, $"matching {pattern}", source, checkInnerExceptions);

    /// <summary>Errors, or warnings, with an exception of a type.</summary>
    /// <param name="exceptionType">The type; derived ones match too.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="start">Its start.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">Who logs.</param>
    /// <param name="checkInnerExceptions">Whether causes count too.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Exception(Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null, bool checkInnerExceptions = false) =>
        Exception(exceptionType, TextMatch(message, start, contains), TextName(message, start, contains), source, checkInnerExceptions);

    /// <summary>Errors.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="start">Its start.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Error(string? message = null, string? start = null, string? contains = null, string? source = null) => ForLogLevel(LogLevel.ErrorLevel, message, start, contains, source);

    /// <summary>Errors.</summary>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Error(Regex pattern, string? source = null) => ForLogLevel(LogLevel.ErrorLevel, pattern, source);

    /// <summary>Warnings.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="start">Its start.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Warning(string? message = null, string? start = null, string? contains = null, string? source = null) => ForLogLevel(LogLevel.WarningLevel, message, start, contains, source);

    /// <summary>Warnings.</summary>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Warning(Regex pattern, string? source = null) => ForLogLevel(LogLevel.WarningLevel, pattern, source);

    /// <summary>Information.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="start">Its start.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Info(string? message = null, string? start = null, string? contains = null, string? source = null) => ForLogLevel(LogLevel.InfoLevel, message, start, contains, source);

    /// <summary>Information.</summary>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Info(Regex pattern, string? source = null) => ForLogLevel(LogLevel.InfoLevel, pattern, source);

    /// <summary>Events for debugging.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="start">Its start.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Debug(string? message = null, string? start = null, string? contains = null, string? source = null) => ForLogLevel(LogLevel.DebugLevel, message, start, contains, source);

    /// <summary>Events for debugging.</summary>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Debug(Regex pattern, string? source = null) => ForLogLevel(LogLevel.DebugLevel, pattern, source);

    /// <summary>Events of a level.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="start">Its start.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier ForLogLevel(LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Level(logLevel, TextMatch(message, start, contains), TextName(message, start, contains), source);

    /// <summary>Events of a level.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) => Level(logLevel, pattern.IsMatch, $"matching {pattern}", source);

    /// <summary>Dead letters.</summary>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier DeadLetter() => Letter(static _ => true, "any dead letter", null);

    /// <summary>Dead letters with a message of a type.</summary>
    /// <typeparam name="TMessage">The type.</typeparam>
    /// <param name="source">The path of the dead receiver.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) => DeadLetter(typeof(TMessage), source);

    /// <summary>Dead letters with a message of a type.</summary>
    /// <typeparam name="TMessage">The type.</typeparam>
    /// <param name="isMatch">Which of them.</param>
    /// <param name="source">The path of the dead receiver.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        Letter(message => message is TMessage typed && isMatch(typed), $"a dead {typeof(TMessage).Name}", source);

    /// <summary>Dead letters with a message of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="source">The path of the dead receiver.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier DeadLetter(Type type, string? source = null) => Letter(type.IsInstanceOfType, $"a dead {type.Name}", source);

    /// <summary>Dead letters with a message of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isMatch">Which of them.</param>
    /// <param name="source">The path of the dead receiver.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string? source = null) =>
        Letter(message => type.IsInstanceOfType(message) && isMatch(message), $"a dead {type.Name}", source);

    /// <summary>Log events of a type that a predicate takes.</summary>
    /// <typeparam name="TLogEvent">The type.</typeparam>
    /// <param name="predicate">The predicate.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate) where TLogEvent : LogEvent =>
        Applier($"a {typeof(TLogEvent).Name} of a predicate", e => e is TLogEvent typed && predicate(typed));

    /// <summary>Log events that a predicate takes.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Applier("an event of a predicate", predicate);

    private EventFilterApplier Exception(Type type, Predicate<string> text, string name, string? source, bool inner) => Applier(
        $"{type.Name} {name}",
        e => e.Cause is { } cause && e.Message is not Event.DeadLetter && FromSource(e, source) && Causes(cause, inner).Any(c => type.IsInstanceOfType(c) && (text(c.Message) || text(e.Message?.ToString() ?? ""))));

    private EventFilterApplier Level(LogLevel level, Predicate<string> text, string name, string? source) => Applier(
        $"{level} {name}",
        e => e.LogLevel() == level && e.Message is not Event.DeadLetter && FromSource(e, source) && text(e.Message?.ToString() ?? ""));

    private EventFilterApplier Letter(Predicate<object> matches, string name, string? source) => Applier(
        name,
        e => e.Message is Event.DeadLetter letter && matches(letter.Message) && FromSource(e, source));

    private EventFilterApplier Applier(string description, Predicate<LogEvent> matches) =>
        new EventFilterApplier(_testkit, _system, [.. _filters, new EventFilterBase(description, matches)]);

    private static bool FromSource(LogEvent logEvent, string? source) => source is null || logEvent.LogSource == source || logEvent.LogSource?.Contains(source, StringComparison.Ordinal) == true;

    private static IEnumerable<Exception> Causes(Exception cause, bool inner)
    {
        yield return cause;
        if (!inner) yield break;
        for (var next = cause.InnerException; next is not null; next = next.InnerException) yield return next;
    }

    private static Predicate<string> TextMatch(string? message, string? start, string? contains) => (message, start, contains) switch
    {
        ({ } whole, _, _) => text => text == whole,
        (_, { } begin, _) => text => text.StartsWith(begin, StringComparison.Ordinal),
        (_, _, { } part) => text => text.Contains(part, StringComparison.Ordinal),
        _ => static _ => true,
    };

    private static string TextName(string? message, string? start, string? contains) => (message, start, contains) switch
    {
        ({ } whole, _, _) => $"'{whole}'",
        (_, { } begin, _) => $"starting with '{begin}'",
        (_, _, { } part) => $"containing '{part}'",
        _ => "with any message",
    };
}

using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;

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

    /// <summary>For a system, with filters that count together with those made here.</summary>
    /// <param name="testkit">The TestKit that judges.</param>
    /// <param name="actorSystem">The system.</param>
    /// <param name="filters">The filters.</param>
    public EventFilterFactory(TestKitBase testkit, ActorSystem actorSystem, IReadOnlyList<EventFilterBase> filters)
    {
        _testkit = testkit;
        _system = actorSystem;
        _filters = filters;
    }

    /// <summary>Errors with an exception of a type.</summary>
    /// <typeparam name="TException">The type; derived ones match too.</typeparam>
    /// <param name="message">The whole message.</param>
    /// <param name="start">Its start.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Exception<TException>(string? message = null, string? start = null, string? contains = null, string? source = null) where TException : Exception =>
        Exception(typeof(TException), message, start, contains, source);

    /// <summary>Errors with an exception of a type.</summary>
    /// <typeparam name="TException">The type; derived ones match too.</typeparam>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Exception<TException>(Regex pattern, string? source = null) where TException : Exception => Exception(typeof(TException), pattern, source);

    /// <summary>Errors with an exception of a type.</summary>
    /// <param name="exceptionType">The type; derived ones match too.</param>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <param name="checkInnerExceptions">Whether causes count too.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        CreateApplier(new ErrorFilter(exceptionType, new RegexMatcher(pattern), SourceMatcher(source), checkInnerExceptions), _system);

    /// <summary>Errors with an exception of a type.</summary>
    /// <param name="exceptionType">The type; derived ones match too.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="start">Its start.</param>
    /// <param name="contains">A part of it.</param>
    /// <param name="source">Who logs.</param>
    /// <param name="checkInnerExceptions">Whether causes count too.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Exception(Type exceptionType, string? message = null, string? start = null, string? contains = null, string? source = null, bool checkInnerExceptions = false) =>
        CreateApplier(new ErrorFilter(exceptionType, CreateMessageMatcher(message, start, contains), SourceMatcher(source), checkInnerExceptions), _system);

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
        ForLogLevel(logLevel, CreateMessageMatcher(message, start, contains), source);

    /// <summary>Events of a level.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="pattern">Matches the message.</param>
    /// <param name="source">Who logs.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) =>
        ForLogLevel(logLevel, new RegexMatcher(pattern), source);

    /// <summary>Dead letters.</summary>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier DeadLetter() => Letter(static _ => true, null);

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
        Letter(message => message is TMessage typed && isMatch(typed), source);

    /// <summary>Dead letters with a message of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="source">The path of the dead receiver.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier DeadLetter(Type type, string? source = null) => Letter(type.IsInstanceOfType, source);

    /// <summary>Dead letters with a message of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isMatch">Which of them.</param>
    /// <param name="source">The path of the dead receiver.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(isMatch);
        return Letter(message => type.IsInstanceOfType(message) && isMatch(message), source);
    }

    /// <summary>Log events of a type that a predicate takes.</summary>
    /// <typeparam name="TLogEvent">The type.</typeparam>
    /// <param name="predicate">The predicate.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate) where TLogEvent : LogEvent =>
        Custom(logEvent => logEvent is TLogEvent typed && predicate(typed));

    /// <summary>Log events that a predicate takes.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <returns>What expects or mutes them.</returns>
    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => CreateApplier(new CustomEventFilter(predicate), _system);

    /// <summary>Matches a text whole, by its start or by a part: the first of them that is given.</summary>
    /// <param name="message">The whole text, or null.</param>
    /// <param name="start">Its start, or null.</param>
    /// <param name="contains">A part of it, or null.</param>
    /// <returns>The matcher. It takes every text when nothing is given.</returns>
    protected static IStringMatcher CreateMessageMatcher(string? message, string? start, string? contains) => (message, start, contains) switch
    {
        ({ } whole, _, _) => new EqualsString(whole),
        (_, { } begin, _) => new StartsWithString(begin),
        (_, _, { } part) => new ContainsString(part),
        _ => MatchesAll.Instance,
    };

    /// <summary>Makes what expects or mutes the events of a filter, together with those that the factory had before.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="system">The system whose events they are.</param>
    /// <returns>What expects or mutes them.</returns>
    protected IEventFilterApplier CreateApplier(EventFilterBase filter, ActorSystem system) => new EventFilterApplier(_testkit, system, [.. _filters, filter]);

    private static IStringMatcher SourceMatcher(string? source) => source is null ? MatchesAll.Instance : new EqualsStringAndPathMatcher(source);

    private IEventFilterApplier ForLogLevel(LogLevel logLevel, IStringMatcher text, string? source)
    {
        var from = SourceMatcher(source);
        EventFilterBase filter = logLevel switch
        {
            LogLevel.DebugLevel => new DebugFilter(text, from),
            LogLevel.InfoLevel => new InfoFilter(text, from),
            LogLevel.WarningLevel => new WarningFilter(text, from),
            LogLevel.ErrorLevel => new ErrorFilter(text, from),
            _ => throw new ArgumentOutOfRangeException(nameof(logLevel), logLevel, "There are no events of this level."),
        };
        return CreateApplier(filter, _system);
    }

    private IEventFilterApplier Letter(Predicate<object> matches, string? source) =>
        CreateApplier(new DeadLettersFilter(null, SourceMatcher(source), letter => matches(letter.Message)), _system);
}

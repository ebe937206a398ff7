using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Hosting;

/// <summary>Says how a system logs. It has the default logger, which writes to standard output, until that is cleared.</summary>
public sealed class LoggerConfigBuilder
{
    private readonly List<Type> _loggers = [typeof(DefaultLogger)];

    internal LoggerConfigBuilder(AkkaConfigurationBuilder builder)
    {
        Builder = builder;
        var config = builder.Configuration.GetOrElse(Config.Empty);
        LogLevel = config.GetString("akka.loglevel") is { } level ? Event.Logging.LogLevelFor(level) : LogLevel.InfoLevel;
        LogConfigOnStart = config.GetBoolean("akka.log-config-on-start");
    }

    /// <summary>The least important level that is logged: as configured so far, or <see cref="LogLevel.InfoLevel"/>.</summary>
    public LogLevel LogLevel { get; set; }

    /// <summary>Whether the configuration is logged at start: as configured so far, or false.</summary>
    public bool LogConfigOnStart { get; set; }

    /// <summary>Debug-level log events about actors; null leaves them as configured.</summary>
    public DebugOptions? DebugOptions { get; set; }

    /// <summary>How dead letters are logged; null leaves it as configured.</summary>
    public DeadLetterOptions? DeadLetterOptions { get; set; }

    /// <summary>Decides what is left out of the log; null for nothing.</summary>
    public LogFilterBuilder? LogFilterBuilder { get; set; }

    /// <summary>The type that makes the text of log messages, an <see cref="ILogMessageFormatter"/> with a public constructor without parameters; null for the default.</summary>
    public Type? LogMessageFormatter { get; set; }

    internal AkkaConfigurationBuilder Builder { get; }

    /// <summary>Takes all loggers away, the default one too.</summary>
    /// <returns>This builder.</returns>
    public LoggerConfigBuilder ClearLoggers()
    {
        _loggers.Clear();
        return this;
    }

    /// <summary>Adds a logger.</summary>
    /// <typeparam name="T">The logger's class, an actor with a public constructor without parameters.</typeparam>
    /// <returns>This builder.</returns>
    public LoggerConfigBuilder AddLogger<T>() where T : IRequiresMessageQueue<ILoggerMessageQueueSemantics> => Add(typeof(T));

    /// <summary>Chooses what makes the text of log messages.</summary>
    /// <typeparam name="T">The formatter, with a public constructor without parameters.</typeparam>
    /// <returns>This builder.</returns>
    public LoggerConfigBuilder WithDefaultLogMessageFormatter<T>() where T : ILogMessageFormatter
    {
        LogMessageFormatter = typeof(T);
        return this;
    }

    /// <summary>Says what is left out of the log. Calls add up.</summary>
    /// <param name="filterBuilder">Adds filters.</param>
    /// <returns>This builder.</returns>
    public LoggerConfigBuilder WithLogFilter(Action<LogFilterBuilder> filterBuilder)
    {
        ArgumentNullException.ThrowIfNull(filterBuilder);
        filterBuilder(LogFilterBuilder ??= new LogFilterBuilder());
        return this;
    }

    internal LoggerConfigBuilder Add(Type logger)
    {
        if (!_loggers.Contains(logger)) _loggers.Add(logger);
        return this;
    }

    internal void Apply()
    {
        List<(string Key, string Value)> settings =
        [
            ("akka.loglevel", Event.Logging.StringFor(LogLevel)),
            ("akka.log-config-on-start", LogConfigOnStart.ToHocon()),
            ("akka.loggers", $"[{string.Join(", ", _loggers.Select(type => type.AssemblyQualifiedName.ToHocon()))}]"),
            .. DebugOptions?.Settings() ?? [],
            .. DeadLetterOptions?.Settings() ?? [],
        ];
        if (LogMessageFormatter is { } formatter) settings.Add(("akka.logger-formatter", formatter.AssemblyQualifiedName.ToHocon()));
        Builder.AddHocon(ConfigurationFactory.ParseString(string.Join('\n', settings.Select(one => $"{one.Key} = {one.Value}"))), HoconAddMode.Prepend);
        if (LogFilterBuilder is { } filters) Builder.AddSetup(filters.Build());
    }
}

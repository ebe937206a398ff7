using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Tests.Event;

/// <summary>What is logged reaches the configured loggers, as important as the level asks, with the system's time; below the level it costs nothing.</summary>
public sealed class LoggingTests
{
    private const string KeepingLogger = "akka.loggers = [\"Akka.Tests.Event.LoggingTests+Keeper, Akka.Tests\"]\n";

    [Fact]
    public void An_event_below_the_level_is_neither_boxed_nor_formatted_nor_published()
    {
        var bus = new EventStream(debug: false);
        bus.SetLogLevel(LogLevel.WarningLevel);
        var log = Logging.GetLogger(bus, "test");
        LogThrice(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) LogThrice(i);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void LogThrice(int i)
        {
            log.Debug("{A}", i);
            log.Info("{A} {B} {C}", i, 2L, TimeSpan.Zero);
            log.Log(LogLevel.InfoLevel, null, "{A}", i);
        }
    }

    [Fact]
    public void Log_events_carry_the_source_the_class_the_cause_and_the_time_of_the_system()
    {
        using var world = new SimulatedSystem();
        var events = world.Published<LogEvent>();
        world.Executor.RunFor(TimeSpan.FromSeconds(5));
        var failure = new InvalidOperationException("broken");
        world.System.ActorOf(Props.Create(() => new LoggingActor(failure)), "logs");
        world.Executor.RunUntilIdle();
        var logged = Assert.IsType<Warning>(Assert.Single(events));
        Assert.Equal("akka://test/user/logs", logged.LogSource);
        Assert.Equal(typeof(LoggingActor), logged.LogClass);
        Assert.Same(failure, logged.Cause);
        Assert.Equal("found 3 of 4", logged.Message.ToString());
        Assert.Equal(world.Executor.Time.GetUtcNow().UtcDateTime, logged.Timestamp);
        Assert.Equal(DateTimeKind.Utc, logged.Timestamp.Kind);
    }

    [Fact]
    public void A_configured_logger_is_initialized_first_and_then_gets_events_from_its_level_on()
    {
        Keeper.Kept.Clear();
        using var world = new SimulatedSystem(KeepingLogger + "akka.loglevel = WARNING");
        world.System.Log.Info("no");
        world.System.Log.Warning("yes {0}", 1);
        world.System.Log.Error(new InvalidOperationException(), "yes");
        world.Executor.RunUntilIdle();
        Assert.Equal(["InitializeLogger", "Warning", "Error"], Keeper.Kept.Select(one => one.GetType().Name));

        world.System.EventStream.SetLogLevel(LogLevel.ErrorLevel);
        Assert.False(world.System.Log.IsWarningEnabled);
        world.System.Log.Warning("no more");
        world.System.EventStream.SetLogLevel(LogLevel.DebugLevel);
        world.System.Log.Debug("now");
        world.Executor.RunUntilIdle();
        Assert.Equal("now", Assert.IsType<Debug>(Keeper.Kept[^1]).Message);
        Assert.Equal(4, Keeper.Kept.Count);
    }

    [Fact]
    public void With_level_off_nothing_is_logged()
    {
        Keeper.Kept.Clear();
        using var world = new SimulatedSystem(KeepingLogger + "akka.loglevel = OFF");
        Assert.False(world.System.Log.IsErrorEnabled);
        world.System.EventStream.Publish(new Error(null, "x", typeof(string), "direct"));
        world.Executor.RunUntilIdle();
        Assert.IsType<InitializeLogger>(Assert.Single(Keeper.Kept));
    }

    [Theory]
    [InlineData("No.Such.Logger, Nowhere", "akka.loggers: class [No.Such.Logger, Nowhere] cannot be loaded")]
    [InlineData("System.String", "akka.loggers: class [System.String] is no logger")]
    public void A_class_that_is_no_logger_stops_the_start_with_its_name(string logger, string sentence)
    {
        var failure = Assert.Throws<ConfigurationException>(() => new SimulatedSystem($"akka.loggers = [\"{logger}\"]"));
        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logger_that_does_not_answer_stops_the_start_after_its_time()
    {
        var failure = Assert.Throws<LoggerInitializationException>(() => new SimulatedSystem("akka.loggers = [\"Akka.Tests.Event.LoggingTests+Mute, Akka.Tests\"]"));
        Assert.Contains("akka.logger-startup-timeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logger_that_may_start_late_gets_everything_and_is_missed_aloud()
    {
        using var world = new SimulatedSystem("akka.logger-async-start = on\nakka.loggers = [\"Akka.Tests.Event.LoggingTests+Mute, Akka.Tests\"]");
        var errors = world.Published<Error>();
        world.Executor.RunFor(TimeSpan.FromSeconds(6));
        Assert.Contains("Mute", Assert.Single(errors).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_logged_before_the_end_of_the_system_reaches_the_logger()
    {
        Keeper.Kept.Clear();
        var world = new SimulatedSystem(KeepingLogger, seed: 7);
        for (var i = 0; i < 500; i++) world.System.Log.Info("{0}", i);
        world.Dispose();
        Assert.Equal(500, Keeper.Kept.OfType<Info>().Count(one => int.TryParse(one.Message.ToString(), out _)));
    }

    [Fact]
    public void Unhandled_messages_are_logged_for_debugging()
    {
        using var world = new SimulatedSystem("akka.actor.debug.unhandled = on\nakka.loglevel = DEBUG");
        var events = world.Published<Debug>();
        world.System.ActorOf(Props.Create(() => new Deaf()), "deaf").Tell("hello?", ActorRefs.NoSender);
        world.Executor.RunUntilIdle();
        Assert.Contains(events, e => e.LogSource == "akka://test/user/deaf" && e.Message.ToString()!.EndsWith(": hello?", StringComparison.Ordinal));
    }

    [Fact]
    public void Filters_drop_by_source_first_and_by_text_after()
    {
        var evaluator = new LogFilterBuilder()
            .ExcludeMessageContaining("SECRET")
            .ExcludeSourceStartingWith("akka://x/user/noisy")
            .ExcludeSourceExactly("Gossip")
            .ExcludeMessageRegex(new Regex("^tick"))
            .Build().CreateEvaluator();
        Assert.False(evaluator.EvaluatesLogSourcesOnly);
        Assert.False(evaluator.ShouldTryKeepMessage(new Info("akka://x/user/noisy/1", typeof(string), "a"), out var unneeded));
        Assert.Equal("", unneeded);
        Assert.False(evaluator.ShouldTryKeepMessage(new Info("gossip", typeof(string), "a"), out _));
        Assert.False(evaluator.ShouldTryKeepMessage(new Info("b", typeof(string), "my secret"), out _));
        Assert.False(evaluator.ShouldTryKeepMessage(new Info("b", typeof(string), "tick 1"), out _));
        Assert.True(evaluator.ShouldTryKeepMessage(new Info("b", typeof(string), "a tick"), out var text));
        Assert.Equal("a tick", text);
        Assert.True(LogFilterEvaluator.NoFilters.EvaluatesLogSourcesOnly);
    }

    [Fact]
    public void Levels_have_names_and_types()
    {
        Assert.Equal(LogLevel.DebugLevel, Logging.LogLevelFor("debug"));
        Assert.Equal("OFF", Logging.LogLevelFor("off").StringFor());
        Assert.Equal(LogLevel.WarningLevel, Logging.LogLevelFor<Warning>());
        Assert.Equal(typeof(Error), LogLevel.ErrorLevel.ClassFor());
        Assert.Contains("DEBUG, INFO", Assert.Throws<ArgumentException>(() => Logging.LogLevelFor("loud")).Message, StringComparison.Ordinal);
    }

    public sealed class Keeper : ActorBase
    {
        public static List<object> Kept { get; } = [];

        protected override bool Receive(object message)
        {
            Kept.Add(message);
            if (message is InitializeLogger) Sender.Tell(new LoggerInitialized(), Self);
            return true;
        }
    }

    public sealed class Mute : ActorBase
    {
        protected override bool Receive(object message) => true;
    }

    private sealed class Deaf : ActorBase
    {
        protected override bool Receive(object message) => false;
    }

    private sealed class LoggingActor : ActorBase
    {
        public LoggingActor(Exception failure) => Context.GetLogger().Warning(failure, "found {Found} of {All}", 3, 4);

        protected override bool Receive(object message) => true;
    }
}

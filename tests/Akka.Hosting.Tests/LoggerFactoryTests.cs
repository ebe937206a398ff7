using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.Tests;

/// <summary>What actors log arrives in Microsoft.Extensions.Logging with its values, and costs nothing when nobody wants it.</summary>
public sealed class LoggerFactoryTests
{
    [Fact]
    public void The_values_of_a_template_keep_their_names()
    {
        using var host = new DrivenHost();
        host.System.Log.Info("{User} joined {Room} as {0}", "ada", 7, "guest");
        host.Executor.RunUntilIdle();

        var entry = host.Log.Single("joined");
        Assert.Equal(("Akka.Actor.ActorSystem", Level.Information), (entry.Category, entry.Level));
        Assert.Equal(("ada", 7), (entry["User"], entry["Room"]));
        Assert.Equal("{User} joined {Room} as {0}", entry["{OriginalFormat}"]);
        Assert.Contains("ada joined 7 as guest", entry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_source_and_the_exception_come_along()
    {
        using var host = new DrivenHost();
        var actor = host.System.ActorOf(Props.Create<Failing>(), "failing");
        actor.Tell(new InvalidOperationException("broken"));
        host.Executor.RunUntilIdle();

        var entry = host.Log.Single("broken");
        Assert.Equal(Level.Error, entry.Level);
        Assert.IsType<InvalidOperationException>(entry.Cause);
        Assert.Equal("akka://test/user/failing", entry["LogSource"]);
    }

    [Fact]
    public void A_message_whose_level_is_off_is_not_made_into_text()
    {
        var shown = new Shown();
        using var host = new DrivenHost(services: services => services.AddLogging(logging => logging.AddFilter("Akka.Actor", Level.Warning)));
        host.System.Log.Info("{Value}", shown);
        host.Executor.RunUntilIdle();
        Assert.Equal(0, shown.Times);
        host.System.Log.Warning("{Value}", shown);
        host.Executor.RunUntilIdle();
        Assert.Equal(1, shown.Times);
    }

    [Fact]
    public void Filters_levels_and_formatters_of_the_builder_are_used()
    {
        using var host = new DrivenHost((builder, _) => builder.ConfigureLoggers(loggers =>
        {
            loggers.ClearLoggers().AddLoggerFactory().WithLogFilter(filter => filter.ExcludeMessageContaining("secret"));
            loggers.LogLevel = Akka.Event.LogLevel.DebugLevel;
            loggers.DebugOptions = new DebugOptions { Unhandled = true };
            loggers.DeadLetterOptions = new DeadLetterOptions { ShouldLog = TriStateValue.None };
        }));
        host.System.Log.Debug("the secret");
        host.System.Log.Debug("the rest");
        host.Executor.RunUntilIdle();
        host.Log.Single("the rest");
        Assert.DoesNotContain(host.Log.Entries, one => one.Text.Contains("the secret", StringComparison.Ordinal));
        Assert.True(host.System.Settings.DebugUnhandledMessage);
        Assert.Equal(0, host.System.Settings.LogDeadLetters);
    }

    private sealed class Shown
    {
        public int Times { get; private set; }

        public override string ToString()
        {
            Times++;
            return "shown";
        }
    }

    private sealed class Failing : ReceiveActor
    {
        public Failing() => Receive<Exception>(Throw);

        private static void Throw(Exception failure) => throw failure;
    }
}

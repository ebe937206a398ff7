using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Event;

/// <summary>A log event has one documented form as a line of text; what cannot be shown does not break it.</summary>
public sealed class LogFormatTests
{
    [Fact]
    public void An_event_is_level_time_thread_source_and_text_in_brackets()
    {
        using var world = new SimulatedSystem();
        var events = world.Published<LogEvent>();
        world.System.EventStream.Publish(new Warning("akka://test/user/a", typeof(LogFormatTests), "text"));
        var logged = Assert.Single(events);
        var time = world.Executor.Time.GetUtcNow().UtcDateTime.ToString("MM/dd/yyyy HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"[WARNING][{time}Z][Thread {Environment.CurrentManagedThreadId:0000}][akka://test/user/a] text", logged.ToString());
    }

    [Fact]
    public void The_exception_stands_on_the_lines_below()
    {
        var logged = new Error(new InvalidOperationException("broken"), "source", typeof(LogFormatTests), "text");
        Assert.EndsWith($"[source] text{Environment.NewLine}Cause: System.InvalidOperationException: broken", logged.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_is_filled_when_the_line_is_made()
    {
        using var world = new SimulatedSystem();
        var events = world.Published<LogEvent>();
        Logging.GetLogger(world.System, "source").Info("{Count} of {Most:N1}", 3, 4.0);
        Assert.EndsWith("3 of 4.0", Assert.Single(events).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_are_shown_as_what_they_stand_for()
    {
        using var world = new SimulatedSystem();
        var (actor, _) = world.Recorder("a");
        Assert.Equal("akka://test/user/a", LogSource.Create(actor, world.System).Source);
        Assert.Equal("name (akka://test)", LogSource.Create("name", world.System).Source);
        Assert.Equal("LogFormatTests (akka://test)", LogSource.Create(typeof(LogFormatTests), world.System).Source);
        Assert.Equal("LogFormatTests", LogSource.Create(this).Source);
        Assert.Throws<ArgumentNullException>(() => LogSource.Create(null!));
    }
}

using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Logs to the output of a test.</summary>
public class TestOutputLogger : ReceiveActor
{
    /// <summary>Makes the logger. It subscribes when it is told to initialize.</summary>
    /// <param name="output">Where to log.</param>
    public TestOutputLogger(ITestOutputHelper output)
    {
        Receive<LogEvent>(logEvent => Write(output, logEvent));
        Receive<InitializeLogger>(initialize =>
        {
            foreach (var level in new[] { LogLevel.DebugLevel, LogLevel.InfoLevel, LogLevel.WarningLevel, LogLevel.ErrorLevel })
                if (level >= initialize.LoggingBus.LogLevel) initialize.LoggingBus.Subscribe(Self, Logging.ClassFor(level));
            Sender.Tell(new LoggerInitialized(), Self);
        });
    }

    private static void Write(ITestOutputHelper output, LogEvent logEvent)
    {
        try
        {
            output.WriteLine(logEvent.ToString());
        }
        catch (InvalidOperationException)
        {
            // The test has ended, and xunit takes no more of its output. What the system still logs while it stops belongs to no test.
        }
    }
}

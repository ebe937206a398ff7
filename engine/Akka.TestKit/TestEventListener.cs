using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>The logger of systems under test: prints what no test expects or has muted.</summary>
public class TestEventListener : DefaultLogger
{
    /// <summary>Made by the actor system.</summary>
    public TestEventListener()
    {
    }
}

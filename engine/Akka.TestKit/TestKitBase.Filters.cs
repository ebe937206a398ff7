using Akka.Actor;

namespace Akka.TestKit;

// What tests make to judge logs and threads.
public abstract partial class TestKitBase
{
    /// <summary>Makes filters of the log events of the system under test.</summary>
    public EventFilterFactory EventFilter => new(this);

    /// <summary>Makes filters of the log events of a system that uses the <see cref="TestEventListener"/>.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The factory.</returns>
    public EventFilterFactory CreateEventFilter(ActorSystem system) => new(this, system);

    /// <summary>Makes a latch, whose time-outs are stretched by the time factor.</summary>
    /// <param name="count">How many counts open it.</param>
    /// <returns>The latch.</returns>
    public virtual TestLatch CreateTestLatch(int count = 1) => new(Dilated, TestKitSettings.DefaultTimeout, count);

    /// <summary>Makes a barrier.</summary>
    /// <param name="count">How many threads wait for each other.</param>
    /// <returns>The barrier.</returns>
    public TestBarrier CreateTestBarrier(int count) => new(this, count);
}

using Akka.Pattern;

namespace Akka.TestKit;

/// <summary>A circuit breaker with a latch for each of its states, which opens when the breaker first gets there.</summary>
public class TestBreaker
{
    /// <summary>Listens to a breaker.</summary>
    /// <param name="instance">The breaker.</param>
    public TestBreaker(CircuitBreaker instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Instance = instance;
        instance.OnClose(() => CountDown(ClosedLatch)).OnHalfOpen(() => CountDown(HalfOpenLatch)).OnOpen(() => CountDown(OpenLatch));
    }

    /// <summary>Opens when the breaker is half open.</summary>
    public CountdownEvent HalfOpenLatch { get; } = new(1);

    /// <summary>Opens when the breaker is open.</summary>
    public CountdownEvent OpenLatch { get; } = new(1);

    /// <summary>Opens when the breaker is closed again.</summary>
    public CountdownEvent ClosedLatch { get; } = new(1);

    /// <summary>The breaker.</summary>
    public CircuitBreaker Instance { get; }

    // A breaker comes to a state more than once.
    private static void CountDown(CountdownEvent latch)
    {
        if (!latch.IsSet) latch.Signal();
    }
}

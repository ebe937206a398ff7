using Akka.Pattern;

namespace Akka.TestKit.Tests;

/// <summary>A test of a breaker can wait for each of its states.</summary>
public class TestBreakerTests : DrivenTestKit
{
    [Fact]
    public void Latches_open_as_the_breaker_goes_through_its_states()
    {
        var breaker = new TestBreaker(CircuitBreaker.Create(Sys.Scheduler, 1, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));

        Assert.Throws<InvalidOperationException>(() => breaker.Instance.WithSyncCircuitBreaker(() => throw new InvalidOperationException("failed")));
        AwaitCondition(() => breaker.OpenLatch.IsSet);
        Assert.False(breaker.HalfOpenLatch.IsSet);
        AwaitCondition(() => breaker.HalfOpenLatch.IsSet);
        breaker.Instance.WithSyncCircuitBreaker(() => { });
        AwaitCondition(() => breaker.ClosedLatch.IsSet);
    }
}

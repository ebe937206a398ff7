using Akka.Actor;
using Akka.Pattern;
using Akka.Tests.Event;

namespace Akka.Tests.Pattern;

/// <summary>A breaker can be told of outcomes by hand, and tells what it knows.</summary>
public sealed class CircuitBreakerByHandTests : IDisposable
{
    private readonly SimulatedSystem _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Failures_told_by_hand_open_it_and_a_success_closes_it()
    {
        var changes = new List<string>();
        var breaker = CircuitBreaker.Create(_world.System.Scheduler, 2, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10))
            .OnOpen(() => changes.Add("open")).OnHalfOpen(() => changes.Add("half-open")).OnClose(() => changes.Add("close"));
        breaker.Fail();
        breaker.Succeed();
        breaker.Fail();
        Assert.True(breaker.IsClosed);
        breaker.Fail();
        Assert.True(breaker.IsOpen);
        Assert.IsType<UserCalledFailException>(breaker.LastCaughtException);
        _world.Executor.RunFor(TimeSpan.FromSeconds(11));
        Assert.True(breaker.IsHalfOpen);
        breaker.Succeed();
        _world.Executor.RunFor(TimeSpan.FromMilliseconds(50));
        Assert.True(breaker.IsClosed);
        Assert.Equal(["open", "half-open", "close"], changes);
    }

    [Fact]
    public void It_tells_its_settings()
    {
        var breaker = new CircuitBreaker(_world.System.Scheduler, 3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))
            .WithExponentialBackoff(TimeSpan.FromSeconds(30)).WithRandomFactor(0.25);
        Assert.Same(_world.System.Scheduler, breaker.Scheduler);
        Assert.Equal(
            (3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), 0.25),
            (breaker.MaxFailures, breaker.CallTimeout, breaker.ResetTimeout, breaker.MaxResetTimeout, breaker.RandomFactor));
        Assert.Throws<ArgumentOutOfRangeException>(() => breaker.WithRandomFactor(1.5));
    }
}

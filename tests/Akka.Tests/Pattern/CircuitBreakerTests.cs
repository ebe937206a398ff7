using Akka.Actor;
using Akka.Pattern;
using Akka.Tests.Event;

namespace Akka.Tests.Pattern;

/// <summary>A breaker opens after failures in a row, refuses calls for its time, tries one, and closes or stays away longer. All on the scheduler's clock.</summary>
public sealed class CircuitBreakerTests : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Reset = TimeSpan.FromSeconds(10);

    private readonly SimulatedSystem _world = new();

    private CircuitBreaker Breaker(int maxFailures = 2) => new(_world.System.Scheduler, maxFailures, CallTimeout, Reset);

    public void Dispose() => _world.Dispose();

    [Fact]
    public void It_opens_at_the_set_number_of_failures_in_a_row()
    {
        var breaker = Breaker();
        FailCall(breaker);
        Assert.Equal(1, breaker.CurrentFailureCount);
        Assert.Equal(1, breaker.WithSyncCircuitBreaker(() => 1));
        Assert.Equal(0, breaker.CurrentFailureCount);
        FailCall(breaker);
        Assert.True(breaker.IsClosed);
        FailCall(breaker);
        Assert.True(breaker.IsOpen);
        Assert.IsType<InvalidOperationException>(breaker.LastCaughtException);
    }

    [Fact]
    public async Task Open_it_refuses_calls_without_making_them_and_says_for_how_long()
    {
        var breaker = Open();
        _world.Executor.RunFor(TimeSpan.FromSeconds(4));
        var made = false;
        var refused = Assert.Throws<OpenCircuitException>(() => breaker.WithSyncCircuitBreaker(() => made = true));
        Assert.Equal(TimeSpan.FromSeconds(6), refused.RemainingDuration);
        Assert.IsType<InvalidOperationException>(refused.InnerException);
        await Assert.ThrowsAsync<OpenCircuitException>(() => breaker.WithCircuitBreaker(() => Task.FromResult(made = true)));
        Assert.False(made);
    }

    [Fact]
    public async Task Half_open_it_makes_one_call_and_closes_when_that_succeeds()
    {
        var breaker = Open();
        PassTime(Reset);
        Assert.True(breaker.IsHalfOpen);
        var trial = new TaskCompletionSource<int>();
        var first = breaker.WithCircuitBreaker(() => trial.Task);
        await Assert.ThrowsAsync<OpenCircuitException>(() => breaker.WithCircuitBreaker(() => Task.FromResult(2)));
        trial.SetResult(1);
        Assert.Equal(1, await first);
        Assert.True(breaker.IsClosed);
        Assert.Null(breaker.LastCaughtException);
        Assert.Equal(3, await breaker.WithCircuitBreaker(() => Task.FromResult(3)));
    }

    [Fact]
    public void A_failed_trial_opens_it_again_for_a_time_that_grows_up_to_a_maximum()
    {
        var breaker = new CircuitBreaker(_world.System.Scheduler, 1, CallTimeout, Reset).WithExponentialBackoff(TimeSpan.FromSeconds(30));
        FailCall(breaker);
        foreach (var seconds in new[] { 10, 20, 30, 30 })
        {
            PassTime(TimeSpan.FromSeconds(seconds - 1));
            Assert.True(breaker.IsOpen);
            PassTime(TimeSpan.FromSeconds(1.1));
            Assert.True(breaker.IsHalfOpen);
            FailCall(breaker);
        }

        PassTime(TimeSpan.FromSeconds(31));
        breaker.WithSyncCircuitBreaker(() => { });
        FailCall(breaker);
        PassTime(TimeSpan.FromSeconds(10.1));
        Assert.True(breaker.IsHalfOpen); // a success brought the first time back
    }

    [Fact]
    public async Task A_call_that_takes_too_long_fails_and_counts_and_its_later_end_does_not()
    {
        var breaker = Breaker(1);
        var slow = new TaskCompletionSource<int>();
        var call = breaker.WithCircuitBreaker(() => slow.Task);
        PassTime(TimeSpan.FromSeconds(1.1));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.True(breaker.IsOpen);
        slow.SetResult(1);
        Assert.True(breaker.IsOpen);
    }

    [Fact]
    public async Task A_call_that_began_before_it_opened_says_nothing_about_the_trial()
    {
        var breaker = Breaker();
        var old = new TaskCompletionSource<int>();
        var call = new CircuitBreaker(_world.System.Scheduler, 2, TimeSpan.FromMinutes(1), Reset);
        var running = call.WithCircuitBreaker(() => old.Task);
        FailCall(call);
        FailCall(call);
        PassTime(Reset);
        Assert.True(call.IsHalfOpen);
        old.SetResult(1);
        Assert.Equal(1, await running);
        Assert.True(call.IsHalfOpen);
        Assert.True(breaker.IsClosed);
    }

    [Fact]
    public void A_blocking_call_that_took_too_long_fails_when_it_ends()
    {
        var breaker = Breaker(1);
        Assert.Throws<TimeoutException>(() => breaker.WithSyncCircuitBreaker(() => PassTime(TimeSpan.FromSeconds(2))));
        Assert.True(breaker.IsOpen);
    }

    [Fact]
    public async Task Failures_and_cancellations_come_through_as_they_are()
    {
        var breaker = Breaker(10);
        var failing = new TaskCompletionSource();
        var call = breaker.WithCircuitBreaker(() => failing.Task);
        failing.SetException(new InvalidOperationException("mine"));
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => call)).Message);
        var cancelled = new TaskCompletionSource<int>();
        var second = breaker.WithCircuitBreaker(() => cancelled.Task);
        cancelled.SetCanceled();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await Assert.ThrowsAsync<InvalidOperationException>(() => breaker.WithCircuitBreaker<int>(() => throw new InvalidOperationException()));
        Assert.Equal(3, breaker.CurrentFailureCount);
    }

    [Fact]
    public void Callbacks_are_told_of_every_change()
    {
        var told = new List<string>();
        var breaker = Breaker(1).OnOpen(() => told.Add("open")).OnHalfOpen(() => told.Add("half")).OnClose(() => told.Add("closed"));
        breaker.Fail();
        Assert.IsType<UserCalledFailException>(breaker.LastCaughtException);
        PassTime(TimeSpan.FromSeconds(10.1));
        breaker.Succeed();
        PassTime(TimeSpan.FromSeconds(1));
        Assert.Equal(["open", "half", "closed"], told);
    }

    [Fact]
    public void A_random_part_lengthens_the_time_by_at_most_its_factor()
    {
        for (var i = 0; i < 20; i++)
        {
            var breaker = new CircuitBreaker(_world.System.Scheduler, 1, CallTimeout, Reset).WithRandomFactor(0.5);
            breaker.Fail();
            PassTime(Reset - TimeSpan.FromMilliseconds(100));
            Assert.True(breaker.IsOpen);
            PassTime(TimeSpan.FromSeconds(5.2));
            Assert.True(breaker.IsHalfOpen);
        }
    }

    private CircuitBreaker Open()
    {
        var breaker = Breaker();
        FailCall(breaker);
        FailCall(breaker);
        return breaker;
    }

    private void PassTime(TimeSpan span) => _world.Executor.RunFor(span + TimeSpan.FromMilliseconds(20)); // a tick of the wheel more

    private static void FailCall(CircuitBreaker breaker) =>
        Assert.Throws<InvalidOperationException>(() => breaker.WithSyncCircuitBreaker<int>(() => throw new InvalidOperationException("down")));
}

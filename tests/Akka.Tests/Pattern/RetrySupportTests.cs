using Akka.Pattern;
using Akka.Tests.Event;
using Akka.Util;

namespace Akka.Tests.Pattern;

/// <summary>Work is tried again as often and after such waits as asked, on the scheduler's clock; the last failure is the result's.</summary>
public sealed class RetrySupportTests : IDisposable
{
    private readonly SimulatedSystem _world = new();
    private int _tries;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task It_is_tried_once_when_it_succeeds()
    {
        Assert.Equal(1, await RetrySupport.Retry(() => Task.FromResult(++_tries), 5));
        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task The_number_counts_the_tries_after_the_first()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => RetrySupport.Retry(Failing, 5));
        Assert.Equal("6", failure.Message);
        Assert.Equal("7", (await Assert.ThrowsAsync<InvalidOperationException>(() => RetrySupport.Retry(Failing, 0))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = RetrySupport.Retry(Failing, -1); });
    }

    [Fact]
    public async Task Many_tries_at_once_do_not_pile_up_on_the_stack() =>
        Assert.Equal("100001", (await Assert.ThrowsAsync<InvalidOperationException>(() => RetrySupport.Retry(Failing, 100_000))).Message);

    [Fact]
    public void It_waits_between_tries()
    {
        var task = RetrySupport.Retry(() => ++_tries < 3 ? Task.FromException<int>(new InvalidOperationException()) : Task.FromResult(_tries), 5, TimeSpan.FromSeconds(1), _world.System.Scheduler);
        Assert.Equal(1, _tries);
        _world.Executor.RunFor(TimeSpan.FromSeconds(0.9));
        Assert.Equal(1, _tries);
        Assert.Equal(3, _world.Executor.Run(task));
        Assert.InRange(_world.Executor.Time.Elapsed.TotalSeconds, 2, 2.1);
    }

    [Fact]
    public void Waits_double_up_to_the_longest()
    {
        var times = new List<double>();
        var task = RetrySupport.Retry(
            () =>
            {
                times.Add(Math.Round(_world.Executor.Time.Elapsed.TotalSeconds));
                return Failing();
            },
            5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), 0, _world.System.Scheduler);
        Assert.Throws<InvalidOperationException>(() => _world.Executor.Run(task, TimeSpan.FromMinutes(1)));
        Assert.Equal([0, 1, 3, 7, 12, 17], times);
    }

    [Fact]
    public async Task A_function_that_cannot_tell_the_wait_ends_it()
    {
        var failure = await Assert.ThrowsAsync<NotSupportedException>(
            () => RetrySupport.Retry(Failing, 5, number => number == 1 ? Option<TimeSpan>.None : throw new NotSupportedException(), _world.System.Scheduler));
        Assert.NotNull(failure);
        Assert.Equal(2, _tries);
    }

    [Fact]
    public void Work_begins_after_its_time()
    {
        var task = FutureTimeoutSupport.After(TimeSpan.FromSeconds(2), _world.System.Scheduler, () => Task.FromResult(++_tries));
        _world.Executor.RunFor(TimeSpan.FromSeconds(1.9));
        Assert.Equal(0, _tries);
        Assert.Equal(1, _world.Executor.Run(task));
        var failing = FutureTimeoutSupport.After<int>(TimeSpan.FromSeconds(2), _world.System.Scheduler, () => throw new InvalidOperationException());
        Assert.Throws<InvalidOperationException>(() => _world.Executor.Run(failing));
    }

    private Task<int> Failing() => Task.FromException<int>(new InvalidOperationException((++_tries).ToString()));
}

using Akka.Actor;

namespace Akka.Pattern;

// The guarded calls.
public partial class CircuitBreaker
{
    /// <summary>Makes a call.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="body">The call.</param>
    /// <returns>The call's result or failure; a <see cref="TimeoutException"/> when it took too long, and its result is then lost.</returns>
    /// <exception cref="OpenCircuitException">In the task: the call was not made.</exception>
    public Task<T> WithCircuitBreaker<T>(Func<Task<T>> body) => WithCircuitBreaker(body, static run => run());

    /// <summary>Makes a call.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <typeparam name="TState">The argument's type.</typeparam>
    /// <param name="state">What is passed to the call.</param>
    /// <param name="body">The call.</param>
    /// <returns>The call's result or failure; a <see cref="TimeoutException"/> when it took too long, and its result is then lost.</returns>
    /// <exception cref="OpenCircuitException">In the task: the call was not made.</exception>
    public Task<T> WithCircuitBreaker<T, TState>(TState state, Func<TState, Task<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (Enter(out var epoch) is { } refusal) return Task.FromException<T>(refusal);
        Task<T> task;
        try
        {
            task = body(state);
        }
        catch (Exception failure)
        {
            Failed(epoch, failure);
            return Task.FromException<T>(failure);
        }

        if (!task.IsCompleted) return new Call<T>(this, epoch, task).Result;
        Settle(epoch, task);
        return task;
    }

    /// <summary>Makes a call.</summary>
    /// <param name="body">The call.</param>
    /// <returns>The call's end or failure; a <see cref="TimeoutException"/> when it took too long.</returns>
    /// <exception cref="OpenCircuitException">In the task: the call was not made.</exception>
    public Task WithCircuitBreaker(Func<Task> body) => WithCircuitBreaker(body, static run => run());

    /// <summary>Makes a call.</summary>
    /// <typeparam name="TState">The argument's type.</typeparam>
    /// <param name="state">What is passed to the call.</param>
    /// <param name="body">The call.</param>
    /// <returns>The call's end or failure; a <see cref="TimeoutException"/> when it took too long.</returns>
    /// <exception cref="OpenCircuitException">In the task: the call was not made.</exception>
    public Task WithCircuitBreaker<TState>(TState state, Func<TState, Task> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return WithCircuitBreaker<Done, (TState State, Func<TState, Task> Body)>((state, body), static call => WithResult(call.Body(call.State)));
    }

    /// <summary>Makes a call on this thread.</summary>
    /// <param name="body">The call.</param>
    /// <exception cref="OpenCircuitException">The call was not made.</exception>
    /// <exception cref="TimeoutException">The call ended, but took too long.</exception>
    public void WithSyncCircuitBreaker(Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        WithSyncCircuitBreaker(() =>
        {
            body();
            return Done.Instance;
        });
    }

    /// <summary>Makes a call on this thread.</summary>
    /// <typeparam name="T">The result's type.</typeparam>
    /// <param name="body">The call.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="OpenCircuitException">The call was not made.</exception>
    /// <exception cref="TimeoutException">The call ended, but took too long.</exception>
    public T WithSyncCircuitBreaker<T>(Func<T> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (Enter(out var epoch) is { } refusal) throw refusal;
        var began = Scheduler.MonotonicClock;
        T result;
        try
        {
            result = body();
        }
        catch (Exception failure)
        {
            Failed(epoch, failure);
            throw;
        }

        if (Scheduler.MonotonicClock - began > CallTimeout)
        {
            var late = TooLate();
            Failed(epoch, late);
            throw late;
        }

        Succeeded(epoch);
        return result;
    }

    private static Task<Done> WithResult(Task task)
    {
        if (task.IsCompletedSuccessfully) return Task.FromResult(Done.Instance);
        var result = new TaskCompletionSource<Done>();
        OnEnd(task, () => Copy(task, result));
        return result.Task;
    }

    private static void Copy(Task task, TaskCompletionSource<Done> result)
    {
        if (task.IsCompletedSuccessfully) result.TrySetResult(Done.Instance);
        else if (task.IsCanceled) result.TrySetException(Failure(task));
        else result.TrySetException(task.Exception!.InnerExceptions);
    }

    private static Exception Failure(Task task) => task.IsCanceled ? new TaskCanceledException(task) : task.Exception!.InnerException!;

    // On the thread that ends the task, whatever its context: going by the thread pool would break the one order of a simulation.
    private static void OnEnd(Task task, Action action) =>
        task.ContinueWith(static (_, state) => ((Action)state!)(), action, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private void Settle(long epoch, Task task)
    {
        if (task.IsCompletedSuccessfully) Succeeded(epoch);
        else Failed(epoch, Failure(task));
    }

    private TimeoutException TooLate() => new($"The call took longer than {CallTimeout}, the call timeout of its circuit breaker.");

    /// <summary>A call that has not ended: whichever is first, its end or its time limit, counts.</summary>
    private sealed class Call<T>
    {
        private readonly TaskCompletionSource<T> _result = new();
        private readonly Cancelable _limit;
        private readonly CircuitBreaker _breaker;
        private readonly long _epoch;
        private int _settled;

        public Call(CircuitBreaker breaker, long epoch, Task<T> task)
        {
            _breaker = breaker;
            _epoch = epoch;
            _limit = new Cancelable(breaker.Scheduler);
            breaker.Scheduler.Advanced.ScheduleOnce(breaker.CallTimeout, TimeIsUp, _limit);
            OnEnd(task, () => Ended(task));
        }

        public Task<T> Result => _result.Task;

        private void TimeIsUp()
        {
            if (Interlocked.Exchange(ref _settled, 1) != 0) return;
            var late = _breaker.TooLate();
            _breaker.Failed(_epoch, late);
            _result.TrySetException(late);
        }

        private void Ended(Task<T> task)
        {
            _ = task.Exception; // a failure after the time limit has been reported as being late
            if (Interlocked.Exchange(ref _settled, 1) != 0) return;
            _limit.Cancel();
            _limit.Dispose();
            _breaker.Settle(_epoch, task);
            if (task.IsCompletedSuccessfully) _result.TrySetResult(task.Result);
            else if (task.IsCanceled) _result.TrySetException(Failure(task));
            else _result.TrySetException(task.Exception!.InnerExceptions);
        }
    }
}

using System.Runtime.CompilerServices;
using Akka.Dispatch;

namespace Akka.Remote.Associations;

/// <summary>A cancellation after a time of the system's own clock, or with another token.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public TimeLimit(TimeSpan limit, CancellationToken other, TimeProvider time)
    {
        _timer = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, other);
    }

    public CancellationToken Token => _either.Token;

    public bool IsCancellationRequested => _either.IsCancellationRequested;

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}

/// <summary>Awaiting it queues the rest behind what else waits for a thread.</summary>
internal readonly struct DispatcherYield(MessageDispatcher dispatcher) : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public DispatcherYield GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => dispatcher.Queue(new ActionRunnable(continuation));

    public void UnsafeOnCompleted(Action continuation) => dispatcher.Queue(new ActionRunnable(continuation));
}

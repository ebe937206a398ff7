using System.Buffers;
using System.IO.Pipelines;
using Akka.Dispatch;

namespace Akka.Simulation;

/// <summary>Hands what is written to the network, and waits while too much is under way.</summary>
internal sealed class SimulatedPipeWriter(SimulatedEnd end, NodeLife life) : PipeWriter
{
    /// <summary>What the buffers of two machines hold together.</summary>
    private const int Window = 512 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private TaskCompletionSource<FlushResult>? _waiting;
    private bool _failed;

    public override void Advance(int bytes) => _buffer.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    public override void CancelPendingFlush() => throw new NotSupportedException("Nobody cancels a flush here.");

    public override void Complete(Exception? exception = null) => end.Abort();

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_failed || end.IsGone) return ValueTask.FromException<FlushResult>(new IOException("The connection was closed."));
        if (_buffer.WrittenCount > 0)
        {
            var bytes = _buffer.WrittenSpan.ToArray();
            _buffer.ResetWrittenCount();
            end.Connection.Send(end, bytes);
        }

        if (end.Connection.UnderWay(end) < Window) return new ValueTask<FlushResult>(new FlushResult(isCanceled: false, isCompleted: false));
        _waiting = new TaskCompletionSource<FlushResult>();
        return new ValueTask<FlushResult>(_waiting.Task);
    }

    public void Drained()
    {
        if (_waiting is null || end.Connection.UnderWay(end) >= Window) return;
        Release(static waiting => waiting.TrySetResult(new FlushResult(isCanceled: false, isCompleted: false)));
    }

    public void Fail()
    {
        _failed = true;
        Release(static waiting => waiting.TrySetException(new IOException("The connection was closed.")));
    }

    private void Release(Action<TaskCompletionSource<FlushResult>> complete)
    {
        if (_waiting is not { } waiting) return;
        _waiting = null;
        life.Execute(new ActionRunnable(() => complete(waiting)));
    }
}

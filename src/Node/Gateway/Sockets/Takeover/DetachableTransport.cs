using System.IO.Pipelines;

namespace Switchboard.Node.Gateway.Sockets.Takeover;

/// <summary>
/// The transport that HTTP works on. Once it is detached, HTTP can complete it as it likes: the connection beneath stays open for whoever took it over.
/// </summary>
internal sealed class DetachableTransport : IDuplexPipe
{
    private volatile bool _detached;

    public DetachableTransport(IDuplexPipe transport)
    {
        Input = new Reader(this, transport.Input);
        Output = new Writer(this, transport.Output);
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }

    public void Detach() => _detached = true;

    private sealed class Reader(DetachableTransport owner, PipeReader inner) : PipeReader
    {
        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => inner.ReadAsync(cancellationToken);

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

        public override void Complete(Exception? exception = null)
        {
            if (!owner._detached)
                inner.Complete(exception);
        }
    }

    private sealed class Writer(DetachableTransport owner, PipeWriter inner) : PipeWriter
    {
        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(source, cancellationToken);

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override void Complete(Exception? exception = null)
        {
            if (!owner._detached)
                inner.Complete(exception);
        }
    }
}

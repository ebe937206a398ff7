using System.IO.Pipelines;
using Akka.Dispatch;
using Akka.Remote.Transport;

namespace Akka.Simulation;

/// <summary>One end of a simulated connection, owned by one life of a node. What waits for it goes on as work of that life.</summary>
internal sealed class SimulatedEnd : ITransportConnection
{
    private readonly SimulatedTransport _transport;
    private readonly Pipe _input;
    private readonly SimulatedPipeWriter _output;
    private bool _hasEnded;

    public SimulatedEnd(SimulatedConnection connection, SimulatedTransport transport, string peer)
    {
        Connection = connection;
        _transport = transport;
        Peer = peer;
        var scheduler = new LifeScheduler(transport.Life);
        _input = new Pipe(new PipeOptions(readerScheduler: scheduler, writerScheduler: scheduler, pauseWriterThreshold: 0, useSynchronizationContext: false));
        _output = new SimulatedPipeWriter(this, transport.Life);
        transport.Add(this);
    }

    public SimulatedConnection Connection { get; }

    public SimulatedNode Node => _transport.Node;

    public string Name => _transport.Node.Name;

    public string Peer { get; }

    public PipeReader Input => _input.Reader;

    public PipeWriter Output => _output;

    /// <summary>Nobody is here any more.</summary>
    public bool IsGone { get; set; }

    public void Abort()
    {
        if (IsGone) return;
        IsGone = true;
        _transport.Remove(this);
        Connection.ClosedBy(this);
        _input.Writer.Complete(new IOException("The connection was closed."));
        _output.Fail();
    }

    /// <summary>Bytes have arrived.</summary>
    public void Deliver(byte[] bytes) => Run(() =>
    {
        // What was still sent when the network cut the connection comes after its end: nobody reads it.
        if (IsGone || _hasEnded) return;
        bytes.CopyTo(_input.Writer.GetSpan(bytes.Length));
        _input.Writer.Advance(bytes.Length);
        // There is no threshold: it completes at once.
        _ = _input.Writer.FlushAsync().AsTask();
    });

    /// <summary>The other end, or the network, has closed the connection.</summary>
    public void End() => Run(() =>
    {
        if (IsGone || _hasEnded) return;
        _hasEnded = true;
        _input.Writer.Complete();
        _output.Fail();
    });

    /// <summary>Something that was sent from here has arrived.</summary>
    public void Drained() => Run(_output.Drained);

    // At once when it is this life's turn; never when the life has ended.
    private void Run(Action action)
    {
        if (_transport.Node.Life == _transport.Life) action();
    }

    private sealed class LifeScheduler(NodeLife life) : PipeScheduler
    {
        public override void Schedule(Action<object?> action, object? state) => life.Execute(new ActionRunnable(() => action(state)));
    }
}

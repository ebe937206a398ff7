using System.Diagnostics.Metrics;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sockets;

namespace Switchboard.Node.Gateway;

/// <summary>What the gateway counts. Thread-safe.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "Switchboard.Gateway";

    private readonly UpDownCounter<long> _open;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _framesRefused;
    private readonly Counter<long> _socketsRefused;

    public GatewayMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _open = meter.CreateUpDownCounter<long>("switchboard.sockets.open", "{socket}", "Sockets open now.");
        _closed = meter.CreateCounter<long>("switchboard.sockets.closed", "{socket}", "Sockets that ended, by close code.");
        _framesRefused = meter.CreateCounter<long>("switchboard.frames.refused", "{frame}", "Frames that could not be read, by reason.");
        _socketsRefused = meter.CreateCounter<long>("switchboard.sockets.refused", "{socket}", "Sockets refused at the door, by reason.");
    }

    public void SocketOpened() => _open.Add(1);

    public void SocketClosed(CloseReason reason)
    {
        _open.Add(-1);
        _closed.Add(1, new KeyValuePair<string, object?>("code", (int)reason.Code));
    }

    public void SocketRefused(string reason) => _socketsRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void FrameRefused(FrameError error) => _framesRefused.Add(1, new KeyValuePair<string, object?>("reason", error.Reason()));
}

using System.Diagnostics.Metrics;
using Switchboard.Node.Gateway;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Gateway.Sockets;
using Switchboard.Node.Tests.Gateway.Sessions;

namespace Switchboard.Node.Tests.Gateway;

/// <summary>What is refused or closed is counted under its reason.</summary>
public sealed class GatewayMetricsTests
{
    [Fact]
    public void Counts_carry_their_reasons()
    {
        var measured = new List<(string Instrument, long Value, string Tags)>();
        Meter? ours = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                // Other tests have meters of the same name.
                if (instrument.Meter == ours)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            measured.Add((instrument.Name, value, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}")))));
        using var factory = new KeepingFactory(meter => ours = meter);
        listener.Start();
        var metrics = new GatewayMetrics(factory);

        metrics.SocketOpened();
        metrics.FrameRefused(FrameError.NotJson);
        metrics.SocketRefused("token_expired");
        metrics.SocketClosed(CloseReason.SlowConsumer);

        Assert.Equal(
            [
                ("switchboard.sockets.open", 1, ""),
                ("switchboard.frames.refused", 1, "reason=not_json"),
                ("switchboard.sockets.refused", 1, "reason=token_expired"),
                ("switchboard.sockets.open", -1, ""),
                ("switchboard.sockets.closed", 1, "code=1013"),
            ],
            measured);
    }

    private sealed class KeepingFactory(Action<Meter> made) : IMeterFactory
    {
        private readonly NoMeters _inner = new();
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            var meter = _inner.Create(options);
            _meters.Add(meter);
            made(meter);
            return meter;
        }

        public void Dispose()
        {
            foreach (var meter in _meters)
                meter.Dispose();
        }
    }
}

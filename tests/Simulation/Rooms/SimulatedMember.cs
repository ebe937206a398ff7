using System.Text.Json;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Topics;

namespace Simulation.Rooms;

/// <summary>A channel of a simulated client.</summary>
internal sealed class SimulatedMember(Action<JoinOutcome> onJoined, Action<SharedFrame> onFrame, Action onLost, Action? onRoomLost = null) : ILocalMember
{
    public ulong Origin => 0;

    public bool WantsOwn => true;

    public bool IsClosed { get; set; }

    public void Joined(JoinOutcome outcome)
    {
        if (!IsClosed)
            onJoined(outcome);
    }

    public bool TrySend(SharedFrame frame)
    {
        if (IsClosed)
            return false;
        onFrame(frame);
        return true;
    }

    public void RoomLost()
    {
        if (!IsClosed)
            onRoomLost?.Invoke();
    }

    public void Lost()
    {
        if (!IsClosed)
            onLost();
    }

    public static (long Seq, string? Id) Read(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        return (json.RootElement.GetProperty("seq").GetInt64(), json.RootElement.TryGetProperty("id", out var id) ? id.GetString() : null);
    }
}

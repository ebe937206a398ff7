using Switchboard.Messages;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>What all sessions of a node use; the same object for all of them.</summary>
internal sealed record SessionServices(Ref<HubsMessage> Hubs, Ref<RoomEnvelope> Rooms, SessionLimits Limits, GatewayMetrics Metrics, TimeProvider Time);

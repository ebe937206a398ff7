using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Util;

namespace Akka.Cluster.Membership;

/// <summary>Asks a seed node whether one may join through it.</summary>
internal sealed record InitJoin(Address From) : IClusterMessage;

/// <summary>The seed node is a member.</summary>
internal sealed record InitJoinAck(Address From) : IClusterMessage;

/// <summary>The seed node is no member itself.</summary>
internal sealed record InitJoinNack(Address From) : IClusterMessage;

/// <summary>Asks a member to be taken in. <paramref name="Checked"/>: the settings that must be the same on all nodes.</summary>
internal sealed record Join(UniqueAddress Node, ImmutableHashSet<string> Roles, AppVersion AppVersion, ImmutableSortedDictionary<string, string> Checked) : IClusterMessage;

/// <summary>The answer to a node that cannot be taken in; for good when this incarnation never can.</summary>
internal sealed record JoinRefused(Address From, UniqueAddress To, string Reason, bool ForGood) : IClusterMessage;

/// <summary>The answer to a node that was taken in.</summary>
internal sealed record Welcome(UniqueAddress From, UniqueAddress To, Gossip Gossip) : IClusterMessage;

/// <summary>The whole state.</summary>
internal sealed record GossipEnvelope(UniqueAddress From, UniqueAddress To, Gossip Gossip) : IClusterMessage;

/// <summary>The version of the state and who has seen it: enough when the other has the same.</summary>
internal sealed record GossipStatus(UniqueAddress From, UniqueAddress To, VectorClock Version, NodeSet Seen) : IClusterMessage;

/// <summary>Tells an incarnation that it was removed and cannot come back.</summary>
internal sealed record Expelled(Address From, UniqueAddress To) : IClusterMessage;

/// <summary>Announces, on any node, that a node leaves.</summary>
internal sealed record Leave(Address Node) : IClusterMessage;

/// <summary>Tells, on any node, that the cluster does without a node.</summary>
internal sealed record Down(Address Node) : IClusterMessage;

/// <summary>Asks for a sign of life.</summary>
internal sealed record Heartbeat(UniqueAddress From, long SequenceNr) : IClusterMessage;

/// <summary>The sign of life.</summary>
internal sealed record HeartbeatRsp(UniqueAddress From, long SequenceNr) : IClusterMessage;

using Akka.Cluster.Gossiping;
using Akka.Util;

namespace Akka.Cluster.Membership;

/// <summary>Who watches whom: every node the next few behind it on a ring, so that however large the cluster is each node is watched by a bounded number.</summary>
internal static class HeartbeatRing
{
    /// <summary>The nodes that one node watches.</summary>
    /// <param name="gossip">The state.</param>
    /// <param name="self">The node.</param>
    /// <param name="count">How many reachable ones.</param>
    public static IReadOnlyList<UniqueAddress> Observees(Gossip gossip, UniqueAddress self, int count)
    {
        var members = gossip.MemberList;
        if (members.Count < 2 || gossip.IndexOf(self) < 0) return [];
        var mine = gossip.Reachability.SubjectsOf(self);
        var chosen = new List<UniqueAddress>(Math.Min(count, members.Count));
        if (members.Count - 1 <= count)
        {
            foreach (var member in members)
            {
                if (!member.UniqueAddress.Equals(self)) chosen.Add(member.UniqueAddress);
            }

            return chosen;
        }

        // By a hash, so that neighbours on the ring are rarely neighbours in a rack.
        var ring = members.Select(static member => member.UniqueAddress).OrderBy(Position).ThenBy(static node => node).ToList();
        var start = ring.FindIndex(self.Equals);
        var reachable = 0;
        // Unreachable ones on the way are watched too, and others beyond them: somebody must watch those behind a gap.
        for (var i = 1; i < ring.Count && reachable < count; i++)
        {
            var node = ring[(start + i) % ring.Count];
            chosen.Add(node);
            if (!gossip.IsUnreachable(node)) reachable++;
        }

        // Whom one finds unreachable one goes on watching, or nobody would take that back.
        foreach (var subject in mine)
        {
            if (!chosen.Contains(subject.Node)) chosen.Add(subject.Node);
        }

        return chosen;
    }

    /// <summary>What one who asks for a sign of life gets: it, or the news that it was removed; nothing when it belongs to another cluster, or is not known yet.</summary>
    public static IClusterMessage? Answer(Gossip gossip, UniqueAddress self, Heartbeat heartbeat) =>
        gossip.HasTombstone(heartbeat.From) ? new Expelled(self.Address, heartbeat.From)
        : gossip.IndexOf(heartbeat.From) >= 0 ? new HeartbeatRsp(self, heartbeat.SequenceNr) : null;

    private static int Position(UniqueAddress node) => MurmurHash.StringHash(node.ClockNode.ToString());
}

using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Cluster.Serialization.Wire;
using Akka.Util;

namespace Akka.Cluster.Serialization;

/// <summary>States to and from their wire form.</summary>
internal static class GossipFormat
{
    public static GossipMsg Write(Gossip gossip)
    {
        var message = new GossipMsg();
        var texts = new Dictionary<string, uint>(StringComparer.Ordinal);
        uint Text(string text)
        {
            if (texts.TryGetValue(text, out var at)) return at;
            message.Texts.Add(text);
            texts.Add(text, (uint)texts.Count);
            return (uint)(texts.Count - 1);
        }

        foreach (var member in gossip.Members)
        {
            var address = member.Address;
            message.Protocol = address.Protocol;
            message.System = address.System;
            var one = new MemberMsg
            {
                Host = address.Host ?? "",
                Port = (uint)(address.Port ?? 0),
                Uid = member.UniqueAddress.Uid,
                Status = (uint)member.Status,
                UpNumberPlusOne = member.UpNumber == int.MaxValue ? 0 : (uint)member.UpNumber + 1,
                AppVersion = Text(member.AppVersion.Version),
                ExitConfirmed = member.ExitConfirmed,
                Changes = (ulong)CountOf(gossip.Version, member.UniqueAddress),
            };
            foreach (var role in member.Roles.Order(StringComparer.Ordinal)) one.Roles.Add(Text(role));
            message.Members.Add(one);
        }

        foreach (var row in gossip.Reachability.Rows)
        {
            var one = new RowMsg { Observer = (uint)gossip.IndexOf(row.Observer), Version = (ulong)row.Version };
            foreach (var subject in row.Subjects) (subject.Terminated ? one.Terminated : one.Unreachable).Add((uint)gossip.IndexOf(subject.Node));
            message.Rows.Add(one);
        }

        if (gossip.Founder is { } founder) message.Founder = new NodeMsg { Host = founder.Address.Host ?? "", Port = (uint)(founder.Address.Port ?? 0), Uid = founder.Uid };
        foreach (var word in gossip.Seen.Words) message.Seen.Add(word);
        foreach (var tombstone in gossip.Tombstones)
        {
            var address = tombstone.Node.Address;
            // A state without members is never sent, so the tombstones share the protocol and name of its members.
            message.Tombstones.Add(new TombstoneMsg { Host = address.Host ?? "", Port = (uint)(address.Port ?? 0), Uid = tombstone.Node.Uid, UnixSeconds = tombstone.UnixSeconds });
        }

        return message;
    }

    /// <exception cref="SerializationException">The message contradicts itself.</exception>
    public static Gossip Read(GossipMsg message)
    {
        var members = new Member[message.Members.Count];
        var clocks = new List<(VectorClock.Node Node, long Count)>(members.Length);
        for (var i = 0; i < members.Length; i++)
        {
            var one = message.Members[i];
            var node = Node(message, one.Host, one.Port, one.Uid);
            if (one.Status > (uint)MemberStatus.WeaklyUp || one.Status == (uint)MemberStatus.Removed) throw new SerializationException($"Member status {one.Status} is not known.");
            members[i] = Member.Create(
                node,
                one.UpNumberPlusOne == 0 ? int.MaxValue : (int)(one.UpNumberPlusOne - 1),
                (MemberStatus)one.Status,
                [.. one.Roles.Select(at => At(message.Texts, at))],
                AppVersion.Create(At(message.Texts, one.AppVersion)),
                one.ExitConfirmed);
            if (i > 0 && members[i - 1].CompareTo(members[i]) >= 0) throw new SerializationException("The members are not in order.");
            if (one.Changes > 0) clocks.Add((node.ClockNode, (long)one.Changes));
        }

        clocks.Sort(static (x, y) => x.Node.CompareTo(y.Node));
        var rows = message.Rows.Select(row => new Reachability.Row(
            At(members, row.Observer).UniqueAddress,
            (long)row.Version,
            [
                .. row.Unreachable.Select(at => new Reachability.Subject(At(members, at).UniqueAddress, false))
                    .Concat(row.Terminated.Select(at => new Reachability.Subject(At(members, at).UniqueAddress, true))).OrderBy(static subject => subject.Node),
            ]));
        return new Gossip(
            members,
            message.Rows.Count == 0 ? Reachability.Empty : Reachability.Of(rows),
            VectorClock.FromSorted([.. clocks.Select(static one => one.Node)], [.. clocks.Select(static one => one.Count)]),
            Seen(message.Seen, members.Length),
            [.. message.Tombstones.Select(one => new Gossip.Tombstone(Node(message, one.Host, one.Port, one.Uid), one.UnixSeconds)).OrderBy(static one => one.Node)])
        {
            Founder = message.Founder is { } founder ? Node(message, founder.Host, founder.Port, founder.Uid) : null,
        };
    }

    public static ClockMsg Write(VectorClock clock)
    {
        var message = new ClockMsg();
        foreach (var node in clock.Nodes) message.Nodes.Add(node.ToString());
        foreach (var count in clock.Counts) message.Counts.Add((ulong)count);
        return message;
    }

    public static VectorClock Read(ClockMsg message)
    {
        if (message.Nodes.Count != message.Counts.Count) throw new SerializationException("The clock has nodes without counts.");
        var sorted = message.Nodes.Select((node, i) => (Node: new VectorClock.Node(node), Count: (long)message.Counts[i])).OrderBy(static one => one.Node).ToArray();
        return VectorClock.FromSorted([.. sorted.Select(static one => one.Node)], [.. sorted.Select(static one => one.Count)]);
    }

    // A bit beyond the members would make every later comparison of sets wrong.
    public static NodeSet Seen(IReadOnlyCollection<ulong> words, int members)
    {
        var set = new NodeSet([.. words]);
        var valid = NodeSet.Empty;
        for (var i = 0; i < members; i++) if (set[i]) valid = valid.With(i);
        return valid;
    }

    private static UniqueAddress Node(GossipMsg message, string host, uint port, int uid) => new(new Address(message.Protocol, message.System, host, (int)port), uid);

    private static T At<T>(IReadOnlyList<T> list, uint at) => at < list.Count ? list[(int)at] : throw new SerializationException($"Position {at} is beyond a list of {list.Count}.");

    private static long CountOf(VectorClock clock, UniqueAddress node)
    {
        for (var i = 0; i < clock.Nodes.Length; i++) if (clock.Nodes[i].Equals(node.ClockNode)) return clock.Counts[i];
        return 0;
    }
}

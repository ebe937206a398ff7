using System.Globalization;
using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Util;

namespace Akka.Cluster.Tests.Gossiping;

/// <summary>States written in a line: <c>1:Up+ 2:Down! 3:Leaving</c>, where + is seen by and ! unreachable to the first.</summary>
internal static class States
{
    public static UniqueAddress Node(int number) => new(new Address("akka.tcp", "sys", "host" + number.ToString("D3", CultureInfo.InvariantCulture), 4053), number);

    public static Gossip Of(string text, string? role = null, int[]? withRole = null, int[]? young = null)
    {
        var state = new Gossip([], Reachability.Empty, VectorClock.Create(), NodeSet.Empty, []) { Founder = Node(1) };
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            var number = int.Parse(part[..part.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
            var status = Enum.Parse<MemberStatus>(part[(part.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimEnd('+', '!', '?'));
            var age = status is MemberStatus.Joining or MemberStatus.WeaklyUp ? int.MaxValue : young?.Contains(number) == true ? 100 + number : number;
            state = state.With(Member.Create(Node(number), age, status, role is not null && withRole!.Contains(number) ? [role] : [], AppVersion.Zero, part.EndsWith('?')));
        }

        // Whoever has seen the state says who is unreachable.
        var observer = state.MemberList[Math.Max(0, Array.FindIndex(parts, static part => part.Contains('+', StringComparison.Ordinal)))].UniqueAddress;
        var reachability = state.Reachability;
        foreach (var part in parts.Where(static part => part.Contains('!', StringComparison.Ordinal)))
            reachability = reachability.Change(observer, Node(int.Parse(part[..part.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture)), reachable: false);
        state = state.With(reachability).Increment(observer);
        foreach (var part in parts.Where(static part => part.Contains('+', StringComparison.Ordinal)))
            state = state.SeenBy(Node(int.Parse(part[..part.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture)));
        return state;
    }
}

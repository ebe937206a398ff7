using System.Text.Json.Nodes;

namespace Switchboard.Cluster.Tests;

/// <summary>One member, as a node sees it.</summary>
internal sealed record MemberView(string Address, long Uid, string Status, bool Reachable, string Version, string Role)
{
    public bool IsUp => Status == "up" && Reachable;
}

/// <summary>The cluster as one node sees it.</summary>
internal sealed record ClusterView(string Self, string? Leader, IReadOnlyList<MemberView> Members)
{
    public static ClusterView Parse(string json)
    {
        var view = JsonNode.Parse(json)!;
        var members = view["members"]!.AsArray().Select(m => new MemberView(
            (string)m!["address"]!, (long)m["uid"]!, (string)m["status"]!, (bool)m["reachable"]!, (string)m["version"]!,
            string.Join(',', m["roles"]!.AsArray().Select(r => (string)r!))));
        return new((string)view["self"]!, (string?)view["leader"], [.. members]);
    }

    public override string ToString() =>
        $"{Self} (leader {Leader}): {string.Join("; ", Members.Select(m => $"{m.Address} {m.Status}{(m.Reachable ? "" : ", unreachable")}"))}";
}

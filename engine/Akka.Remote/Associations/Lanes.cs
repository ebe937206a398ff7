using Akka.Actor;
using Akka.Util;

namespace Akka.Remote.Associations;

/// <summary>Which way a message takes: what keeps the systems together has a lane of its own, everything else is spread by the recipient's path.</summary>
internal static class Lanes
{
    /// <summary>The lane that user traffic never blocks: the remote watcher's heartbeats, and what the cluster's own actors tell each other.</summary>
    public const int Control = 0;

    /// <summary>The lane of a recipient.</summary>
    /// <param name="path">The names of its path.</param>
    /// <param name="lanes">How many lanes there are, the control lane included.</param>
    public static int For(IReadOnlyList<string> path, int lanes)
    {
        if (IsControl(path.Count > 0 ? path[0] : "", path.Count > 1 ? path[1] : "")) return Control;
        if (lanes <= 2) return 1;
        var hash = 17;
        foreach (var name in path) hash = (hash * 31) + MurmurHash.StringHash(name);
        return 1 + (int)((uint)hash % (uint)(lanes - 1));
    }

    /// <summary>The lane of a selection, whose recipient is only the root of the other system.</summary>
    public static int For(ActorSelectionMessage selection, int lanes) => For([.. selection.Elements.Select(static element => element.ToString()!)], lanes);

    private static bool IsControl(string first, string second) => first == "system" && (second is "remote-watcher" or "cluster");
}

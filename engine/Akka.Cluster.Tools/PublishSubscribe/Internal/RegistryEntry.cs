namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>What a node may have: subscribers of a topic outside of groups, or of one group of it, or an actor registered under a path.</summary>
internal enum RegistryKind
{
    Topic = 0,
    Group = 1,
    Path = 2,
}

/// <summary>Names something that a node has.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The topic, or the path without address.</param>
/// <param name="Group">The group, otherwise empty.</param>
internal readonly record struct RegistryKey(RegistryKind Kind, string Name, string Group = "");

/// <summary>That a node has something, or does not have it any more, since one of its versions.</summary>
/// <param name="Key">What.</param>
/// <param name="Uid">Of a path: which incarnation of the actor, otherwise 0.</param>
/// <param name="Version">The node's version that brought it.</param>
/// <param name="IsRemoved">Whether the node does not have it any more.</param>
internal sealed record RegistryEntry(RegistryKey Key, long Uid, long Version, bool IsRemoved);

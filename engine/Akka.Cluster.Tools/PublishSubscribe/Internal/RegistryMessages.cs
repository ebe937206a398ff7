namespace Akka.Cluster.Tools.PublishSubscribe.Internal;

/// <summary>Where two mediators stand with what each of them has.</summary>
/// <param name="From">The sender.</param>
/// <param name="To">Whom it is for: a later incarnation at that address drops it.</param>
/// <param name="Version">The sender's own version.</param>
/// <param name="Known">Up to which of the recipient's versions the sender knows what the recipient has; 0 for nothing.</param>
/// <param name="KnownBase">At which of the recipient's versions the sender last began anew; see <see cref="RegistryDelta.Base"/>.</param>
/// <param name="IsReply">Whether it answers, so that no answer is expected.</param>
internal sealed record RegistryStatus(UniqueAddress From, UniqueAddress To, long Version, long Known, long KnownBase, bool IsReply) : IDistributedPubSubMessage;

/// <summary>What the sender has, from one of its versions to another.</summary>
/// <param name="From">The sender.</param>
/// <param name="Base">Of all parts of a copy that begins anew: the sender's version at that moment. Entries that were known before and do not come up to there are gone. Otherwise 0.</param>
/// <param name="After">The version that it follows; 0 in the first part of a copy that begins anew.</param>
/// <param name="Version">The version that it leads to.</param>
/// <param name="Entries">All that changed between the two and did not change again later, in the order of their versions.</param>
internal sealed record RegistryDelta(UniqueAddress From, long Base, long After, long Version, IReadOnlyList<RegistryEntry> Entries) : IDistributedPubSubMessage;

using Akka.Actor.Setup;
using Akka.Cluster.SBR;
using Akka.Hosting;

namespace Akka.Cluster.Hosting.SBR;

/// <summary>A side with so many members stays.</summary>
public sealed class StaticQuorumOption : SplitBrainResolverOption
{
    /// <inheritdoc/>
    public override string ConfigPath => SplitBrainResolverSettings.StaticQuorumName;

    /// <summary>How many members a side needs. Never have twice as many members or more.</summary>
    public int? QuorumSize { get; set; }

    /// <inheritdoc/>
    public override void Apply(AkkaConfigurationBuilder builder, Setup? setup = null) => Apply(builder, hocon =>
    {
        if (QuorumSize is { } size) hocon.AppendLine($"quorum-size = {size.ToHocon()}");
    });
}

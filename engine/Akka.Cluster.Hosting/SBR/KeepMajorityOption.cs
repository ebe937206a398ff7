using Akka.Actor.Setup;
using Akka.Cluster.SBR;
using Akka.Hosting;

namespace Akka.Cluster.Hosting.SBR;

/// <summary>The side with most members stays; of two equal ones the one with the lowest address.</summary>
public sealed class KeepMajorityOption : SplitBrainResolverOption
{
    /// <inheritdoc/>
    public override string ConfigPath => SplitBrainResolverSettings.KeepMajorityName;

    /// <inheritdoc/>
    public override void Apply(AkkaConfigurationBuilder builder, Setup? setup = null) => Apply(builder, static _ => { });
}

using Akka.Actor.Setup;
using Akka.Cluster.SBR;
using Akka.Hosting;

namespace Akka.Cluster.Hosting.SBR;

/// <summary>The side with the oldest member stays.</summary>
public sealed class KeepOldestOption : SplitBrainResolverOption
{
    /// <inheritdoc/>
    public override string ConfigPath => SplitBrainResolverSettings.KeepOldestName;

    /// <summary>Whether the oldest goes down when it is cut off from all others.</summary>
    public bool? DownIfAlone { get; set; }

    /// <inheritdoc/>
    public override void Apply(AkkaConfigurationBuilder builder, Setup? setup = null) => Apply(builder, hocon =>
    {
        if (DownIfAlone is { } alone) hocon.AppendLine($"down-if-alone = {alone.ToHocon()}");
    });
}

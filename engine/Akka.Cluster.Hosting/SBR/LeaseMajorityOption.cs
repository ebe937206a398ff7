using Akka.Actor.Setup;
using Akka.Cluster.SBR;
using Akka.Hosting;
using Akka.Hosting.Coordination;

namespace Akka.Cluster.Hosting.SBR;

/// <summary>The side that gets a lease stays. This engine does not have the strategy yet, and refuses to start with it.</summary>
public sealed class LeaseMajorityOption : SplitBrainResolverOption
{
    /// <inheritdoc/>
    public override string ConfigPath => SplitBrainResolverSettings.LeaseMajorityName;

    /// <summary>The lease.</summary>
    public LeaseOptionBase? LeaseImplementation { get; set; }

    /// <summary>Name of the lease; null for one made of the system's name.</summary>
    public string? LeaseName { get; set; }

    /// <inheritdoc/>
    public override void Apply(AkkaConfigurationBuilder builder, Setup? setup = null) => Apply(builder, hocon =>
    {
        if (LeaseImplementation is { } lease) hocon.AppendLine($"lease-implementation = {lease.ConfigPath.ToHocon()}");
        if (!string.IsNullOrWhiteSpace(LeaseName)) hocon.AppendLine($"lease-name = {LeaseName.ToHocon()}");
    });
}

using Akka.Actor.Setup;

namespace Akka.Hosting.Coordination;

/// <summary>A lease implementation, with its options.</summary>
public abstract class LeaseOptionBase : IHoconOption
{
    /// <summary>For implementations.</summary>
    protected LeaseOptionBase()
    {
    }

    /// <inheritdoc/>
    public abstract string ConfigPath { get; }

    /// <inheritdoc/>
    public abstract Type Class { get; }

    /// <inheritdoc/>
    public abstract void Apply(AkkaConfigurationBuilder builder, Setup? setup = null);
}

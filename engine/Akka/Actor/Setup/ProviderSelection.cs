namespace Akka.Actor;

/// <summary>Which provider of references a system uses.</summary>
public abstract class ProviderSelection
{
    private ProviderSelection(string identifier, string fqn, bool hasCluster)
    {
        Identifier = identifier;
        Fqn = fqn;
        HasCluster = hasCluster;
    }

    internal string Identifier { get; }

    internal string Fqn { get; }

    internal bool HasCluster { get; }

    /// <summary>Actors of one process.</summary>
    public sealed class Local : ProviderSelection
    {
        /// <summary>The only instance.</summary>
        public static readonly Local Instance = new();

        private Local() : base("local", "Akka.Actor.LocalActorRefProvider", false)
        {
        }
    }

    /// <summary>Actors that talk to other processes.</summary>
    public sealed class Remote : ProviderSelection
    {
        /// <summary>The only instance.</summary>
        public static readonly Remote Instance = new();

        private Remote() : base("remote", "Akka.Remote.RemoteActorRefProvider, Akka.Remote", false)
        {
        }
    }

    /// <summary>Actors of a cluster.</summary>
    public sealed class Cluster : ProviderSelection
    {
        /// <summary>The only instance.</summary>
        public static readonly Cluster Instance = new();

        private Cluster() : base("cluster", "Akka.Cluster.ClusterActorRefProvider, Akka.Cluster", true)
        {
        }
    }

    /// <summary>A provider of one's own.</summary>
    public sealed class Custom : ProviderSelection
    {
        /// <summary>Names a provider's class.</summary>
        /// <param name="fqn">The class with its assembly.</param>
        /// <param name="identifier">A short name, or null.</param>
        /// <param name="hasCluster">Whether it belongs to a cluster.</param>
        public Custom(string fqn, string? identifier = null, bool hasCluster = false) : base(identifier ?? fqn, fqn, hasCluster)
        {
        }
    }
}

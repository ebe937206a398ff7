namespace Akka.Actor.Setup
{
    /// <summary>A programmatic setting of an actor system, found by its type.</summary>
    public abstract class Setup
    {
        /// <summary>Joins this and another into one setup.</summary>
        /// <param name="other">The other.</param>
        /// <returns>Both.</returns>
        public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
    }

    /// <summary>A set of <see cref="Setup"/>s, at most one of each type. Immutable.</summary>
    public sealed class ActorSystemSetup
    {
        /// <summary>No setup.</summary>
        public static readonly ActorSystemSetup Empty = new([]);

        private readonly Setup[] _setups;

        private ActorSystemSetup(Setup[] setups) => _setups = setups;

        /// <summary>Collects setups. Of two of one type the later counts.</summary>
        /// <param name="setup">The setups.</param>
        /// <returns>The set.</returns>
        public static ActorSystemSetup Create(params Setup[] setup) => setup.Aggregate(Empty, static (all, one) => all.With(one));

        /// <summary>Finds a setup by type.</summary>
        /// <typeparam name="T">The type.</typeparam>
        /// <returns>The setup, or none.</returns>
        public Util.Option<T> Get<T>() where T : Setup
        {
            foreach (var setup in _setups)
                if (setup is T found && setup.GetType() == typeof(T)) return new Util.Option<T>(found);
            return Util.Option<T>.None;
        }

        /// <summary>A set with one setup more; an earlier one of its type is replaced.</summary>
        /// <typeparam name="T">The setup's type.</typeparam>
        /// <param name="setup">The setup.</param>
        /// <returns>The new set.</returns>
        public ActorSystemSetup WithSetup<T>(T setup) where T : Setup => With(setup);

        /// <summary>A set with one setup more; an earlier one of its type is replaced.</summary>
        /// <typeparam name="T">The setup's type.</typeparam>
        /// <param name="setup">The setup.</param>
        /// <returns>The new set.</returns>
        public ActorSystemSetup And<T>(T setup) where T : Setup => With(setup);

        /// <inheritdoc/>
        public override string ToString() => $"ActorSystemSetup({string.Join(", ", _setups.Select(s => s.GetType().Name))})";

        private ActorSystemSetup With(Setup setup) => new([.. _setups.Where(s => s.GetType() != setup.GetType()), setup]);
    }
}

namespace Akka.Actor
{
    using Akka.Actor.Setup;
    using Akka.Configuration;
    using Akka.Util;

    /// <summary>The configuration of an actor system, as a setup. Immutable.</summary>
    public sealed class BootstrapSetup : Setup.Setup
    {
        private BootstrapSetup(Option<Config> config, Option<Config> fallback, Option<ProviderSelection> provider)
        {
            Config = config;
            ConfigFallback = fallback;
            ActorRefProvider = provider;
        }

        /// <summary>The configuration, or none for the default one.</summary>
        public Option<Config> Config { get; }

        /// <summary>Which provider of references to use, or none for the configured one.</summary>
        public Option<ProviderSelection> ActorRefProvider { get; }

        /// <summary>Counts below <see cref="Config"/> and above the defaults.</summary>
        internal Option<Config> ConfigFallback { get; }

        /// <summary>An empty setup.</summary>
        /// <returns>The setup.</returns>
        public static BootstrapSetup Create() => new(Option<Config>.None, Option<Config>.None, Option<ProviderSelection>.None);

        /// <summary>The same with a configuration.</summary>
        /// <param name="config">The configuration.</param>
        /// <returns>A new setup.</returns>
        public BootstrapSetup WithConfig(Config config) => new(config, ConfigFallback, ActorRefProvider);

        /// <summary>The same with a configuration that fills what <see cref="Config"/> leaves open.</summary>
        /// <param name="config">The configuration.</param>
        /// <returns>A new setup.</returns>
        public BootstrapSetup WithConfigFallback(Config config) =>
            new(Config, ConfigFallback.HasValue ? ConfigFallback.Value.WithFallback(config) : config, ActorRefProvider);

        /// <summary>The same with a provider.</summary>
        /// <param name="name">The provider.</param>
        /// <returns>A new setup.</returns>
        public BootstrapSetup WithActorRefProvider(ProviderSelection name) => new(Config, ConfigFallback, name);
    }

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
}

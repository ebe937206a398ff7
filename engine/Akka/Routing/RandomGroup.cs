using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Routing;

/// <summary>A group: a random routee gets the message.</summary>
public sealed class RandomGroup : Group
{
    /// <summary>From the configuration of a deployment.</summary>
    /// <param name="config">Has <c>routees.paths</c>.</param>
    public RandomGroup(Config config) : this(Read(config))
    {
    }

    /// <summary>Routees of which a random one gets the message.</summary>
    /// <param name="paths">The paths of the routees.</param>
    public RandomGroup(params string[] paths) : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees of which a random one gets the message.</summary>
    /// <param name="paths">The paths of the routees.</param>
    public RandomGroup(IEnumerable<string> paths) : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees of which a random one gets the message.</summary>
    /// <param name="paths">The paths of the routees.</param>
    /// <param name="routerDispatcher">The configured name of the dispatcher of the actor that manages them.</param>
    public RandomGroup(IEnumerable<string> paths, string routerDispatcher) : base(paths, routerDispatcher)
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<string> GetPaths(ActorSystem system) => InternalPaths;

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new RandomLogic(system));

    /// <summary>The same with a dispatcher for the actor that manages the routees.</summary>
    /// <param name="dispatcher">Its configured name.</param>
    /// <returns>A new group.</returns>
    public RandomGroup WithDispatcher(string dispatcher) => new(InternalPaths, dispatcher);

    /// <inheritdoc/>
    public override ISurrogate ToSurrogate(ActorSystem system) => new RandomGroupSurrogate { Paths = InternalPaths, RouterDispatcher = RouterDispatcher };

    /// <summary>Stands for a <see cref="RandomGroup"/> when it is serialized.</summary>
    public class RandomGroupSurrogate : ISurrogate
    {
        /// <summary>The paths of the routees.</summary>
        public IEnumerable<string> Paths { get; set; } = [];

        /// <summary>The dispatcher of the actor that manages the routees.</summary>
        public string RouterDispatcher { get; set; } = Dispatchers.DefaultDispatcherId;

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new RandomGroup(Paths, RouterDispatcher);
    }
}

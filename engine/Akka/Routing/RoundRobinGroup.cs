using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Util;

namespace Akka.Routing;

/// <summary>A group: its routees take turns.</summary>
public sealed class RoundRobinGroup : Group
{
    /// <summary>From the configuration of a deployment.</summary>
    /// <param name="config">Has <c>routees.paths</c>.</param>
    public RoundRobinGroup(Config config) : this(Read(config))
    {
    }

    /// <summary>Routees that take turns.</summary>
    /// <param name="paths">The paths of the routees.</param>
    public RoundRobinGroup(params string[] paths) : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees that take turns.</summary>
    /// <param name="paths">The paths of the routees.</param>
    public RoundRobinGroup(IEnumerable<string> paths) : this(paths, Dispatchers.DefaultDispatcherId)
    {
    }

    /// <summary>Routees that take turns.</summary>
    /// <param name="paths">The paths of the routees.</param>
    /// <param name="routerDispatcher">The configured name of the dispatcher of the actor that manages them.</param>
    public RoundRobinGroup(IEnumerable<string> paths, string routerDispatcher) : base(paths, routerDispatcher)
    {
    }

    /// <inheritdoc/>
    public override IEnumerable<string> GetPaths(ActorSystem system) => InternalPaths;

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new RoundRobinRoutingLogic());

    /// <summary>The same with a dispatcher for the actor that manages the routees.</summary>
    /// <param name="dispatcherId">Its configured name.</param>
    /// <returns>A new group.</returns>
    public Group WithDispatcher(string dispatcherId) => new RoundRobinGroup(InternalPaths, dispatcherId);

    /// <inheritdoc/>
    public override ISurrogate ToSurrogate(ActorSystem system) => new RoundRobinGroupSurrogate { Paths = InternalPaths, RouterDispatcher = RouterDispatcher };

    /// <summary>Stands for a <see cref="RoundRobinGroup"/> when it is serialized.</summary>
    public class RoundRobinGroupSurrogate : ISurrogate
    {
        /// <summary>The paths of the routees.</summary>
        public IEnumerable<string> Paths { get; set; } = [];

        /// <summary>The dispatcher of the actor that manages the routees.</summary>
        public string RouterDispatcher { get; set; } = Dispatchers.DefaultDispatcherId;

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new RoundRobinGroup(Paths, RouterDispatcher);
    }
}

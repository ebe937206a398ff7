using Akka.Actor;
using Akka.Configuration;

namespace Akka.Routing;

/// <summary>A router to actors that others have made, by their paths. It does not supervise or watch them, and looks them up anew for every message.</summary>
public abstract class Group : RouterConfig
{
    /// <summary>The paths of the routees; relative ones start at the router.</summary>
    protected readonly string[] InternalPaths;

    /// <summary>Sets a group up.</summary>
    /// <param name="paths">The paths of the routees.</param>
    /// <param name="routerDispatcher">The configured name of the dispatcher of the actor that manages them.</param>
    protected Group(IEnumerable<string> paths, string routerDispatcher) : base(routerDispatcher)
    {
        ArgumentNullException.ThrowIfNull(paths);
        InternalPaths = [.. paths];
    }

    /// <summary>The paths of the routees in a system.</summary>
    /// <param name="system">The system.</param>
    /// <returns>The paths.</returns>
    public abstract IEnumerable<string> GetPaths(ActorSystem system);

    /// <summary>Props of the router.</summary>
    /// <returns>The props.</returns>
    public Props Props() => Actor.Props.Empty.WithRouter(this);

    /// <summary>The paths of a deployment.</summary>
    internal static IList<string> Read(Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.GetStringList("routees.paths");
    }
}

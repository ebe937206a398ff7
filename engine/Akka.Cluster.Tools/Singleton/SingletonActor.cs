using Akka.Actor;
using Akka.Util;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>What <see cref="ClusterSingleton.Init"/> needs to know. Immutable.</summary>
public class SingletonActor
{
    private SingletonActor(string name, Props props, Option<object> stopMessage, Option<ClusterSingletonSettings> settings)
    {
        Name = name;
        Props = props;
        StopMessage = stopMessage;
        Settings = settings;
    }

    /// <summary>Name of the singleton, unique in the cluster.</summary>
    public string Name { get; }

    /// <summary>The instance.</summary>
    public Props Props { get; }

    /// <summary>Tells the instance to stop; a <see cref="PoisonPill"/> when there is none.</summary>
    public Option<object> StopMessage { get; }

    /// <summary>The settings; those of the configuration when there are none.</summary>
    public Option<ClusterSingletonSettings> Settings { get; }

    /// <summary>Describes a singleton.</summary>
    /// <param name="props">The instance.</param>
    /// <param name="name">Its name, unique in the cluster.</param>
    /// <returns>The description.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static SingletonActor Create(Props props, string name)
    {
        ArgumentNullException.ThrowIfNull(props);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new SingletonActor(name, props, Option<object>.None, Option<ClusterSingletonSettings>.None);
    }

    /// <summary>The same with another instance.</summary>
    /// <param name="props">The instance.</param>
    /// <returns>A new description.</returns>
    public SingletonActor WithProps(Props props)
    {
        ArgumentNullException.ThrowIfNull(props);
        return new SingletonActor(Name, props, StopMessage, Settings);
    }

    /// <summary>The same with a message that tells the instance to stop.</summary>
    /// <param name="stopMessage">The message.</param>
    /// <returns>A new description.</returns>
    public SingletonActor WithStopMessage(object stopMessage)
    {
        ArgumentNullException.ThrowIfNull(stopMessage);
        return new SingletonActor(Name, Props, stopMessage, Settings);
    }

    /// <summary>The same with settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>A new description.</returns>
    public SingletonActor WithSettings(ClusterSingletonSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new SingletonActor(Name, Props, StopMessage, settings);
    }
}

namespace Akka.Cluster.Tools.Singleton;

/// <summary>Data of a <see cref="ClusterSingletonManager"/> as a finite state machine.</summary>
public interface IClusterSingletonData;

/// <summary>There is none: what a manager knows is in its <see cref="SingletonMachine"/>.</summary>
internal sealed class NoSingletonData : IClusterSingletonData
{
    public static readonly NoSingletonData Instance = new();

    private NoSingletonData()
    {
    }
}

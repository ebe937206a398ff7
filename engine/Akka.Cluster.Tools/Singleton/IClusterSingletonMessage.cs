namespace Akka.Cluster.Tools.Singleton;

/// <summary>What managers of a singleton tell each other. Bound to the serializer <c>akka-singleton</c>.</summary>
public interface IClusterSingletonMessage;

namespace Akka.Cluster;

/// <summary>Marks what nodes of a cluster tell each other about the cluster.</summary>
public interface IClusterMessage;

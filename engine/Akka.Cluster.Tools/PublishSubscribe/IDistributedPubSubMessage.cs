namespace Akka.Cluster.Tools.PublishSubscribe;

/// <summary>Marks the messages of publish-subscribe that cross nodes.</summary>
public interface IDistributedPubSubMessage;

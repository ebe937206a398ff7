using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>What a region, its shards and a proxy are made of. Shared by them; nothing in it changes.</summary>
/// <param name="TypeName">The name of the type of entities.</param>
/// <param name="EntityProps">How to make an entity; null for a proxy, which has none.</param>
/// <param name="Settings">The settings.</param>
/// <param name="CoordinatorPath">The coordinator's path without address.</param>
/// <param name="Extractor">Says where messages go.</param>
/// <param name="HandOffStopMessage">What stops an entity.</param>
/// <param name="Life">What outlives an instance of the region.</param>
internal sealed record RegionSetup(
    string TypeName,
    Func<string, Props>? EntityProps,
    ClusterShardingSettings Settings,
    string CoordinatorPath,
    IMessageExtractor Extractor,
    object HandOffStopMessage,
    RegionLife Life)
{
    public bool IsProxy => EntityProps is null;

    /// <summary>The region or proxy.</summary>
    public Props RegionProps() => Props.CreateBy(new Producer(this)).WithDispatcher(Settings.RegionDispatcher).WithDeploy(Deploy.Local);

    private sealed class Producer(RegionSetup setup) : IIndirectActorProducer
    {
        public Type ActorType => typeof(ShardRegion);

        public ActorBase Produce() => new ShardRegion(setup);

        public void Release(ActorBase actor)
        {
        }
    }
}

using Akka.Actor;

namespace Akka.Cluster.Tests.Nodes;

/// <summary>Nodes find each other, take in, let go and replace each other: actor systems on a simulated network.</summary>
public sealed class FormingTests : IDisposable
{
    private readonly ClusterWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Three_nodes_form_a_cluster_through_a_seed_node()
    {
        var nodes = _world.StartCluster(3);
        Assert.True(_world.World.Now < TimeSpan.FromSeconds(10), $"{_world.World.Now}");
        var states = nodes.Select(static node => ClusterWorld.ClusterOf(node).State).ToArray();
        Assert.All(states, static state => Assert.Equal(ClusterWorld.AddressOf("n1"), state.Leader));
        Assert.All(states, static state => Assert.Equal(3, state.Members.Count));
        Assert.Equal(ClusterWorld.AddressOf("n1"), states[1].Members.Min(Member.AgeOrdering)!.Address);
    }
}

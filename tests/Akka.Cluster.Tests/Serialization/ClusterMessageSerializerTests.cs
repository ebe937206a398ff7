using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Cluster.Gossiping;
using Akka.Cluster.Membership;
using Akka.Cluster.Serialization;
using Akka.Cluster.Tests.Gossiping;
using Akka.Util;

namespace Akka.Cluster.Tests.Serialization;

/// <summary>What nodes tell each other survives the wire; bytes of later versions are read, and those of nobody are refused.</summary>
public sealed class ClusterMessageSerializerTests : IDisposable
{
    private static readonly UniqueAddress One = States.Node(1);
    private static readonly UniqueAddress Two = States.Node(2);

    private readonly ActorSystem _system = ActorSystem.Create("wire");
    private readonly ClusterMessageSerializer _serializer;

    public ClusterMessageSerializerTests() => _serializer = new ClusterMessageSerializer((ExtendedActorSystem)_system);

    public void Dispose() => _system.Dispose();

    [Fact]
    public void Small_messages_come_back_as_they_were()
    {
        IClusterMessage[] messages =
        [
            new InitJoin(One.Address), new InitJoinAck(One.Address), new InitJoinNack(One.Address), new JoinRefused(One.Address, Two, "no", ForGood: true),
            new Expelled(One.Address, Two), new Leave(One.Address), new Akka.Cluster.Membership.Down(One.Address), new Heartbeat(One, 7), new HeartbeatRsp(Two, 7),
        ];
        foreach (var message in messages) Assert.Equal(message, Through(message));
    }

    [Fact]
    public void A_join_keeps_roles_version_and_settings()
    {
        var join = (Join)Through(new Join(One, ["a", "b"], AppVersion.Create("1.2.3-beta"), ImmutableSortedDictionary<string, string>.Empty.Add("akka.x", "1")));
        Assert.Equal(One, join.Node);
        Assert.True(join.Roles.SetEquals(["a", "b"]));
        Assert.Equal("1.2.3-beta", join.AppVersion.Version);
        Assert.Equal("1", join.Checked["akka.x"]);
    }

    [Fact]
    public void A_state_comes_back_with_members_reachability_version_and_tombstones()
    {
        var gossip = States.Of("1:Up+ 2:Leaving! 3:Joining+ 4:Exiting? 5:Down!", "blue", [1, 3]).Without([States.Node(5)], 1234).Increment(Two).SeenBy(One);
        gossip = gossip.With(gossip.Reachability.Change(One, States.Node(4), reachable: false, terminated: true)).Increment(One);
        var back = ((GossipEnvelope)Through(new GossipEnvelope(One, Two, gossip))).Gossip;
        Assert.True(back.HasMembersOf(gossip), $"{back}");
        Assert.Equal(gossip.ToString(), back.ToString());
        Assert.Equal(VectorClock.Ordering.Same, back.CompareTo(gossip));
        Assert.Equal(gossip.Seen, back.Seen);
        Assert.Equal(gossip.Unreachable, back.Unreachable);
        Assert.True(back.Find(One)!.HasRole("blue"));
        Assert.True(back.Find(States.Node(4))!.ExitConfirmed);
        Assert.Equal(gossip.Tombstones, back.Tombstones);
        Assert.Equal(gossip.Founder, back.Founder);
        Assert.Contains(back.Reachability.SubjectsOf(One).ToArray(), static subject => subject is { Terminated: true } && subject.Node.Equals(States.Node(4)));
    }

    [Fact]
    public void A_status_keeps_the_version_and_who_has_seen_it()
    {
        var gossip = States.Of("1:Up+ 2:Up+ 3:Up");
        var back = (GossipStatus)Through(new GossipStatus(One, Two, gossip.Version, gossip.Seen));
        Assert.Equal(VectorClock.Ordering.Same, back.Version.CompareTo(gossip.Version));
        Assert.Equal(gossip.Seen, back.Seen);
    }

    [Fact]
    public void Fields_of_later_versions_are_skipped()
    {
        // Field 99, of four bytes, at the end.
        byte[] later = [.. _serializer.ToBinary(new Heartbeat(One, 7)), 0x9A, 0x06, 4, 1, 2, 3, 4];
        Assert.Equal(new Heartbeat(One, 7), _serializer.FromBinary(later, "HB"));
    }

    [Theory]
    [InlineData("HB", new byte[] { 0xFF, 0xFF, 0xFF })]
    [InlineData("HB", new byte[0])]
    [InlineData("GE", new byte[0])]
    [InlineData("??", new byte[0])]
    public void Bytes_that_mean_nothing_are_refused(string manifest, byte[] bytes) =>
        Assert.Throws<SerializationException>(() => _serializer.FromBinary(bytes, manifest));

    [Fact]
    public void No_bytes_make_it_fail_otherwise()
    {
        var random = new Random(3);
        var bytes = _serializer.ToBinary(new GossipEnvelope(One, Two, States.Of("1:Up+ 2:Leaving! 3:Joining+")));
        for (var round = 0; round < 50_000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var i = 1 + random.Next(4); i > 0; i--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                _serializer.FromBinary(damaged, "GE");
            }
            catch (SerializationException)
            {
                // refused, as it should be
            }
        }
    }

    [Fact]
    public void A_state_of_fifty_nodes_is_a_few_kilobytes() =>
        Assert.InRange(_serializer.ToBinary(new GossipEnvelope(One, Two, States.Of(string.Join(' ', Enumerable.Range(1, 50).Select(static i => $"{i}:Up+"))))).Length, 500, 3_000);

    private object Through(IClusterMessage message) => _serializer.FromBinary(_serializer.ToBinary(message), _serializer.Manifest(message));
}

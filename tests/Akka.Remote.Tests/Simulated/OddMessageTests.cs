using Akka.Actor;
using Akka.Event;
using Akka.Simulation;

namespace Akka.Remote.Tests.Simulated;

/// <summary>A message that cannot be sent or read concerns itself only: those before and behind it arrive.</summary>
public sealed class OddMessageTests : IDisposable
{
    private readonly RemoteWorld _world = new(5);
    private readonly List<object> _dead = [];
    private readonly SimulatedNode _a;
    private readonly SimulatedNode _b;
    private readonly IActorRef _there;

    public OddMessageTests()
    {
        _a = _world.Start("a");
        _b = _world.Start("b");
        _b.System.ActorOf<Echo>("echo");
        _a.System.EventStream.Subscribe(_a.System.ActorOf(Props.Create(() => new Collector(_dead))), typeof(DeadLetter));
        _there = RemoteWorld.Ref(_a, _b, "/user/echo");
    }

    [Fact]
    public void One_without_a_serializer_becomes_a_dead_letter()
    {
        _there.Tell(new Unbound(), ActorRefs.NoSender);
        Assert.Equal("next", _world.Ask<string>(_there, "next"));
        Assert.IsType<Unbound>(Assert.IsType<DeadLetter>(Assert.Single(_dead)).Message);
    }

    [Fact]
    public void One_that_the_other_side_does_not_know_is_dropped_and_counted_and_the_connection_stays()
    {
        var c = _world.Start("c", $"akka.actor.serialization-bindings.\"{typeof(Unbound).FullName}, Akka.Remote.Tests\" = json");
        var there = RemoteWorld.Ref(c, _b, "/user/echo");
        Assert.Equal("first", _world.Ask<string>(there, "first"));
        var connections = _world.Network.ConnectionsOpened;
        there.Tell(new Unbound(), ActorRefs.NoSender);
        Assert.Equal("next", _world.Ask<string>(there, "next"));
        Assert.Equal(1, RemoteActorRefProvider.For(_b.System).Remoting.UndeserializableCount);
        Assert.Equal(connections, _world.Network.ConnectionsOpened);
    }

    [Fact]
    public void One_to_a_path_that_is_too_long_becomes_a_dead_letter()
    {
        RemoteWorld.Ref(_a, _b, "/user/" + new string('x', 5000)).Tell("lost", ActorRefs.NoSender);
        Assert.Equal("next", _world.Ask<string>(_there, "next"));
        Assert.Equal("lost", Assert.IsType<DeadLetter>(Assert.Single(_dead)).Message);
    }

    [Fact]
    public void One_from_a_sender_whose_path_is_too_long_becomes_a_dead_letter()
    {
        var sender = _a.System.ActorOf<Echo>(new string('y', 5000));
        _there.Tell("lost", sender);
        Assert.Equal("next", _world.Ask<string>(_there, "next"));
        Assert.Equal("lost", Assert.IsType<DeadLetter>(Assert.Single(_dead)).Message);
    }

    [Fact]
    public void Selections_inside_of_selections_without_end_are_refused()
    {
        object message = "core";
        for (var i = 0; i < 40; i++) message = new ActorSelectionMessage(message, [new SelectChildName("user")]);
        _there.Tell(message, ActorRefs.NoSender);
        Assert.Equal("next", _world.Ask<string>(_there, "next"));
        Assert.Equal(1, RemoteActorRefProvider.For(_b.System).Remoting.UndeserializableCount);
    }

    [Fact]
    public void A_failure_arrives_with_its_text_and_the_usual_ones_with_their_type()
    {
        Assert.Equal("told", Assert.Throws<InvalidOperationException>(() => _world.Ask<string>(_there, new Status.Failure(new InvalidOperationException("told")))).Message);
        Assert.Contains("special", Assert.ThrowsAny<AkkaException>(() => _world.Ask<string>(_there, new Status.Failure(new Special("special")))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _world.Dispose();

    /// <summary>Bound to nothing.</summary>
    public sealed class Unbound
    {
        /// <summary>Anything.</summary>
        public int Number { get; set; } = 1;
    }

    private sealed class Special(string message) : Exception(message);
}

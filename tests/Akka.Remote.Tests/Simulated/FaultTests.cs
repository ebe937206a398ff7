using Akka.Actor;
using Akka.Event;
using Akka.Simulation;

namespace Akka.Remote.Tests.Simulated;

/// <summary>Broken, one-way, damaged and full ways: system messages arrive once and in order, user messages at most once and in order, and the talk goes on.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly RemoteWorld _world = new(4);
    private readonly SimulatedNode _a;
    private readonly SimulatedNode _b;

    public FaultTests()
    {
        _a = _world.Start("a");
        _b = _world.Start("b");
        _b.System.ActorOf<Echo>("echo");
    }

    [Fact]
    public void A_one_way_block_is_noticed_and_the_talk_goes_on_after_it()
    {
        var there = RemoteWorld.Ref(_a, _b, "/user/echo");
        Assert.Equal("before", _world.Ask<string>(there, "before"));
        _world.Network.Block(_a, _b);
        _world.Run(40);
        Assert.False(RemoteWorld.Association(_a, _b).IsConnected);
        _world.Network.Heal();
        _world.Run(20);
        Assert.Equal("after", _world.Ask<string>(there, "after"));
    }

    [Fact]
    public void Every_death_is_reported_once_though_connections_are_cut_all_the_time()
    {
        const int Count = 150;
        var heard = new List<object>();
        var subjects = new List<IActorRef>();
        for (var i = 0; i < Count; i++)
        {
            var number = i;
            subjects.Add(_b.System.ActorOf<Echo>($"s{i}"));
            _world.Run(0.05);
            var there = RemoteWorld.Ref(_a, _b, $"/user/s{i}#{subjects[i].Path.Uid}");
            _a.System.ActorOf(Props.Create(() => new Watcher(there, heard)), $"w{number}");
            if (i % 3 == 0) _world.Network.Cut(_a, _b);
        }

        _world.Run(5);
        for (var i = 0; i < Count; i++)
        {
            _b.System.Stop(subjects[i]);
            _world.Run(0.02);
            if (i % 4 == 0) _world.Network.Cut(_a, _b);
        }

        _world.Run(30);
        Assert.Equal(Count, heard.Count);
        Assert.Equal(Count, heard.Cast<Terminated>().Select(static one => one.ActorRef.Path.Name).Distinct().Count());
        Assert.All(heard, static one => Assert.False(((Terminated)one).AddressTerminated));
    }

    [Fact]
    public void Damaged_bytes_close_their_connection_and_nothing_wrong_is_delivered()
    {
        var got = new List<object>();
        _b.System.ActorOf(Props.Create(() => new Collector(got)), "all");
        var there = RemoteWorld.Ref(_a, _b, "/user/all");
        _world.Network.Corrupt(_a, _b, 0.1);
        for (var i = 0; i < 2000; i++)
        {
            there.Tell(i, ActorRefs.NoSender);
            if (i % 10 == 0) _world.Run(0.02);
        }

        _world.Network.Heal();
        _world.Run(20);
        Assert.True(RemoteActorRefProvider.For(_b.System).Remoting.MalformedCount > 5);
        Assert.InRange(got.Count, 200, 2000);
        Assert.Equal(got.Cast<int>().Order().Distinct(), got.Cast<int>());
        Assert.Equal("well", _world.Ask<string>(RemoteWorld.Ref(_a, _b, "/user/echo"), "well"));
    }

    [Fact]
    public void What_does_not_fit_into_the_queue_becomes_a_dead_letter_and_is_counted()
    {
        var c = _world.Start("c", "akka.remote.outbound-queue-size = 100");
        var dead = new List<object>();
        c.System.EventStream.Subscribe(c.System.ActorOf(Props.Create(() => new Collector(dead))), typeof(DeadLetter));
        var there = RemoteWorld.Ref(c, _b, "/user/echo");
        for (var i = 0; i < 250; i++) there.Tell(i, ActorRefs.NoSender);
        _world.Run(2);
        Assert.Equal(Enumerable.Range(100, 150), dead.Cast<DeadLetter>().Where(static one => one.Message is int && one.Recipient.Path.Name == "echo").Select(static one => (int)one.Message));
        Assert.Equal(150, RemoteWorld.Association(c, _b).LostCount);
    }

    [Fact]
    public void With_several_lanes_the_order_for_each_actor_holds()
    {
        var c = _world.Start("c", "akka.remote.outbound-lanes = 4");
        var all = Enumerable.Range(0, 10).Select(_ => new List<object>()).ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            var into = all[i];
            _b.System.ActorOf(Props.Create(() => new Collector(into)), $"all{i}");
        }

        for (var number = 0; number < 300; number++)
        {
            for (var i = 0; i < all.Length; i++)
            {
                // By reference and by selection, which must take the same way.
                if (number % 2 == 0) RemoteWorld.Ref(c, _b, $"/user/all{i}").Tell(number, ActorRefs.NoSender);
                else c.System.ActorSelection($"akka.tcp://sim@b:2552/user/all{i}").Tell(number, ActorRefs.NoSender);
            }
        }

        _world.Run(3);
        Assert.All(all, static got => Assert.Equal(Enumerable.Range(0, 300), got.Cast<int>()));
    }

    [Fact]
    public void Control_messages_overtake_user_messages_that_wait()
    {
        var got = new List<object>();
        _b.System.ActorOf(Props.Create(() => new Collector(got)), "all");
        var there = RemoteWorld.Ref(_a, _b, "/user/all");
        there.Tell("first", ActorRefs.NoSender);
        _world.Run(1);
        _world.Network.Block(_a, _b);
        for (var i = 0; i < 300; i++) there.Tell(new byte[100_000], ActorRefs.NoSender);
        _world.Run(0.1);
        var watched = RemoteWorld.Ref(_a, _b, "/user/echo");
        _a.System.ActorOf(Props.Create(() => new Watcher(watched, got)));
        _world.Run(0.1);
        _world.Network.Heal();
        Assert.True(_world.RunUntil(() => RemoteWorld.Association(_b, _a).Inbound.WatchCount == 1));
        Assert.InRange(got.Count, 1, 50);
        _world.Run(5);
        Assert.Equal(301, got.Count);
    }

    [Fact]
    public void What_was_told_before_the_end_of_a_system_arrives()
    {
        var got = new List<object>();
        _b.System.ActorOf(Props.Create(() => new Collector(got)), "all");
        var there = RemoteWorld.Ref(_a, _b, "/user/all");
        for (var i = 0; i < 1000; i++) there.Tell(i, ActorRefs.NoSender);
        var terminated = _a.System.Terminate();
        Assert.True(_world.RunUntil(() => terminated.IsCompleted, 5));
        _world.Run(1);
        Assert.Equal(1000, got.Count);
    }

    [Fact]
    public void A_connection_that_does_not_introduce_itself_is_closed_in_time()
    {
        var remoting = RemoteActorRefProvider.For(_a.System).Remoting;
        var connected = remoting.Transport.Connect("b", 2552, default);
        Assert.True(_world.RunUntil(() => connected.IsCompleted));
        var connection = _world.Await(connected);
        var read = connection.Input.ReadAsync().AsTask();
        _world.Run(5);
        Assert.False(read.IsCompleted);
        _world.Run(10);
        Assert.True(read.IsCompleted);
    }

    [Fact]
    public void No_more_strangers_are_waited_for_than_the_limit_says()
    {
        var c = _world.Start("c", "akka.remote.maximum-pending-connections = 5");
        var remoting = RemoteActorRefProvider.For(_a.System).Remoting;
        var strangers = Enumerable.Range(0, 20).Select(_ => remoting.Transport.Connect("c", 2552, default)).ToList();
        _world.Run(1);
        var reads = strangers.Select(connecting => _world.Await(connecting).Input.ReadAsync().AsTask()).ToList();
        _world.Run(0.1);
        Assert.Equal(5, reads.Count(static read => !read.IsCompleted));
        _world.Run(30);
        c.System.ActorOf<Echo>("echo");
        Assert.Equal("later", _world.Ask<string>(RemoteWorld.Ref(_a, c, "/user/echo"), "later"));
    }

    [Fact]
    public void In_untrusted_mode_harmful_messages_are_dropped()
    {
        var c = _world.Start("c", "akka.remote.untrusted-mode = on, akka.remote.trusted-selection-paths = [\"/user/echo\"]");
        c.System.ActorOf<Echo>("echo");
        c.System.ActorOf<Echo>("other");
        var there = RemoteWorld.Ref(_a, c, "/user/echo");
        there.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        ((IInternalActorRef)there).Stop();
        Assert.Equal("alive", _world.Ask<string>(there, "alive"));
        Assert.Equal("trusted", _world.Await(_a.System.ActorSelection("akka.tcp://sim@c:2552/user/echo").Ask<string>("trusted", TimeSpan.FromSeconds(5))));
        Assert.Throws<AskTimeoutException>(() => _world.Await(_a.System.ActorSelection("akka.tcp://sim@c:2552/user/other").Ask<string>("x", TimeSpan.FromSeconds(5))));
    }

    [Fact]
    public void An_actor_of_a_system_that_was_never_there_is_reported_dead()
    {
        var heard = new List<object>();
        var nobody = ((ExtendedActorSystem)_a.System).Provider.ResolveActorRef("akka.tcp://sim@nowhere:2552/user/x");
        _a.System.ActorOf(Props.Create(() => new Watcher(nobody, heard)));
        Assert.True(_world.RunUntil(() => heard.Count > 0, 30));
        Assert.True(Assert.IsType<Terminated>(heard[0]).AddressTerminated);
    }

    public void Dispose() => _world.Dispose();
}

using Akka.Actor;
using Akka.Event;
using Akka.Remote.Tests.Simulated;
using Akka.Remote.Transport;
using Akka.Remote.Wire;
using Processes;

namespace Akka.Remote.Tests.Sockets;

/// <summary>Systems talk over TCP, also after one of them has been started anew at its port, and only when versions and secrets agree.</summary>
public sealed class TcpTests : SocketSystems
{
    [Fact]
    public async Task Two_systems_talk_both_ways()
    {
        var a = Start("a");
        var b = Start("b");
        a.ActorOf<Echo>("echo");
        b.ActorOf<Echo>("echo");
        Assert.Equal("to b", await Ref(a, b, "/user/echo").Ask<string>("to b"));
        Assert.Equal("to a", await Ref(b, a, "/user/echo").Ask<string>("to a"));
        var large = new byte[5_000_000];
        new Random(3).NextBytes(large);
        Assert.Equal(large, await Ref(a, b, "/user/echo").Ask<byte[]>(large));
    }

    [Fact]
    public async Task A_flood_arrives_in_order_and_whole()
    {
        const int Count = 40_000;
        var a = Start("a");
        var b = Start("b");
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        b.ActorOf(Props.Create(() => new InOrder(Count, done)), "all");
        var there = Ref(a, b, "/user/all");
        for (var i = 0; i < Count; i++) there.Tell(i, ActorRefs.NoSender);
        Assert.Equal(Count, await done.Task);
    }

    [Fact]
    public async Task A_system_started_anew_at_its_port_is_talked_to_again_by_itself()
    {
        var a = Start("a");
        var port = FreePorts.Take();
        var b = Start("b", port: port);
        b.ActorOf<Echo>("echo");
        Assert.Equal("one", await Ref(a, b, "/user/echo").Ask<string>("one"));
        var first = AddressUidExtension.Uid(b);
        await b.Terminate();
        var again = Start("b", port: port);
        again.ActorOf<Echo>("echo");
        Assert.Equal("two", await Ref(a, again, "/user/echo").Ask<string>("two"));
        Assert.NotEqual(first, RemotingOf(a).AssociationFor(AddressOf(again)).Uid);
    }

    [Fact]
    public async Task An_actor_of_a_system_that_shuts_down_is_reported_dead_by_that_system()
    {
        var a = Start("a");
        var b = Start("b");
        b.ActorOf<Echo>("echo");
        var subject = await a.ActorSelection(AddressOf(b) + "/user/echo").ResolveOne(Timeout.InfiniteTimeSpan);
        var heard = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        a.ActorOf(Props.Create(() => new OneWatch(subject, heard)));
        await Until(() => RemotingOf(b).Find(AddressOf(a))?.Inbound.WatchCount == 1);
        await Ref(a, b, "/user/echo").Ask<string>("the thread that has counted the watch has told the actor too");
        await b.Terminate();
        Assert.False(Assert.IsType<Terminated>(await heard.Task).AddressTerminated);
    }

    [Fact]
    public async Task Messages_to_nobody_become_dead_letters_when_the_attempt_has_failed()
    {
        var a = Start("a");
        var dead = Next<DeadLetter>(a);
        ((ExtendedActorSystem)a).Provider.ResolveActorRef("akka.tcp://nobody@127.0.0.1:1/user/x").Tell("lost", ActorRefs.NoSender);
        Assert.Equal("lost", (await dead).Message);
    }

    [Fact]
    public void A_port_in_use_stops_the_start_with_the_name_of_the_setting()
    {
        var a = Start("a");
        var failure = Assert.Throws<RemoteTransportException>(() => Start("b", port: AddressOf(a).Port!.Value));
        Assert.Contains("akka.remote.dot-netty.tcp", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Systems_with_one_secret_talk()
    {
        var a = Start("a", "akka.remote.secret = correct-horse");
        var b = Start("b", "akka.remote.secret = correct-horse");
        b.ActorOf<Echo>("echo");
        Assert.Equal("hello", await Ref(a, b, "/user/echo").Ask<string>("hello"));
    }

    [Theory]
    [InlineData("akka.remote.secret = other", "akka.remote.secret = correct-horse")]
    [InlineData("", "akka.remote.secret = correct-horse")]
    [InlineData("akka.remote.secret = correct-horse", "")]
    public async Task Systems_with_different_secrets_refuse_each_other_and_say_why(string one, string other)
    {
        var a = Start("a", one);
        var b = Start("b", other);
        b.ActorOf<Echo>("echo");
        var error = Next<AssociationErrorEvent>(a);
        Ref(a, b, "/user/echo").Tell("hello", ActorRefs.NoSender);
        Assert.Contains("akka.remote.secret", (await error).Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_version_that_speaks_the_older_too_is_talked_to()
    {
        var a = Start("a", setups: new ProtocolSetup(new VersionRange(1, 2)));
        var b = Start("b");
        a.ActorOf<Echo>("echo");
        b.ActorOf<Echo>("echo");
        Assert.Equal("old", await Ref(a, b, "/user/echo").Ask<string>("old"));
        Assert.Equal("new", await Ref(b, a, "/user/echo").Ask<string>("new"));
    }

    [Fact]
    public async Task Versions_without_a_common_one_refuse_each_other_and_say_which_they_speak()
    {
        var a = Start("a", setups: new ProtocolSetup(new VersionRange(2, 3)));
        var b = Start("b");
        var error = Next<AssociationErrorEvent>(a);
        Ref(a, b, "/user/echo").Tell("hello", ActorRefs.NoSender);
        var text = (await error).Cause.Message;
        Assert.Contains("speaks 2 to 3", text, StringComparison.Ordinal);
        Assert.Contains("speaks 1", text, StringComparison.Ordinal);
        Assert.Equal(1, RemotingOf(b).RefusedCount);
    }

    [Fact]
    public async Task A_system_dialled_by_another_name_refuses_and_says_its_own()
    {
        var a = Start("a");
        var b = Start("b");
        var error = Next<AssociationErrorEvent>(a);
        ((ExtendedActorSystem)a).Provider.ResolveActorRef($"akka.tcp://other@127.0.0.1:{AddressOf(b).Port}/user/x").Tell("hello", ActorRefs.NoSender);
        Assert.Contains(AddressOf(b).ToString(), (await error).Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_that_dials_itself_by_another_name_is_told_so_and_quarantines_nobody()
    {
        var a = Start("a");
        var b = Start("b");
        a.ActorOf<Echo>("echo");
        b.ActorOf<Echo>("echo");
        var (error, quarantined) = (Next<AssociationErrorEvent>(a), Next<QuarantinedEvent>(a));
        ((ExtendedActorSystem)a).Provider.ResolveActorRef($"akka.tcp://a@localhost:{AddressOf(a).Port}/user/echo").Tell("hello", ActorRefs.NoSender);
        Assert.Contains(AddressOf(a).ToString(), (await error).Cause.Message, StringComparison.Ordinal);

        Assert.Equal("itself", await Ref(a, a, "/user/echo").Ask<string>("itself"));
        Assert.Equal("to b", await Ref(a, b, "/user/echo").Ask<string>("to b"));
        Assert.Equal("to a", await Ref(b, a, "/user/echo").Ask<string>("to a"));
        Assert.False(quarantined.IsCompleted);
    }

    private sealed class InOrder(int count, TaskCompletionSource<int> done) : UntypedActor
    {
        private int _next;

        protected override void OnReceive(object message)
        {
            if ((int)message != _next++) done.TrySetResult(-_next);
            if (_next == count) done.TrySetResult(_next);
        }
    }

    private sealed class OneWatch : UntypedActor
    {
        private readonly TaskCompletionSource<object> _heard;

        public OneWatch(IActorRef subject, TaskCompletionSource<object> heard)
        {
            _heard = heard;
            Context.Watch(subject);
        }

        protected override void OnReceive(object message) => _heard.TrySetResult(message);
    }
}

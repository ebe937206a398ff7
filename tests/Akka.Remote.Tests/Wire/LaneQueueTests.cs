using Akka.Actor;
using Akka.Remote.Associations;

namespace Akka.Remote.Tests.Wire;

/// <summary>A lane's queue refuses messages when it is full and only then, and keeps each sender's order.</summary>
public sealed class LaneQueueTests : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("queue", """
        akka { actor.provider = remote, loglevel = OFF, stdout-loglevel = OFF, remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 } }
        """);

    private RemoteActorRef Recipient => (RemoteActorRef)((ExtendedActorSystem)_system).Provider.ResolveActorRef("akka.tcp://other@127.0.0.1:1/user/x");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void What_comes_when_as_many_wait_as_may_is_refused_until_one_is_taken()
    {
        var (queue, recipient) = (new LaneQueue(3), Recipient);
        Assert.Equal([1, 2, 3, 0], Enumerable.Range(0, 4).Select(i => queue.TryPush(new Outgoing(i, null, recipient))));
        Assert.Equal(0, queue.Peek()!.Message);
        Assert.Equal(0, queue.TryPush(new Outgoing(4, null, recipient)));
        queue.Pop();
        Assert.Equal(3, queue.TryPush(new Outgoing(5, null, recipient)));
    }

    [Fact]
    public void Nothing_is_refused_while_fewer_wait_than_may_however_often_the_queue_is_emptied_meanwhile()
    {
        // The sender waits before as many wait as may: whatever is refused is refused wrongly. The pump lets many gather before it takes them.
        const int Bound = 1_000;
        const int Count = 1_000_000;
        var (queue, recipient) = (new LaneQueue(Bound), Recipient);
        var refused = 0;
        var taken = 0;
        var sender = new Thread(() =>
        {
            for (var i = 0; i < Count; i++)
            {
                while (i - Volatile.Read(ref taken) > Bound - 100) Thread.Yield();
                if (queue.TryPush(new Outgoing(i, null, recipient)) == 0) refused++;
            }
        });
        sender.Start();
        var isInOrder = true;
        var last = -1;
        while (sender.IsAlive || !queue.IsEmpty)
        {
            if (sender.IsAlive && queue.Count < Bound * 6 / 10)
            {
                Thread.Yield(); // the sender may need this core
                continue;
            }

            while (queue.Peek() is { } next)
            {
                isInOrder &= (int)next.Message > last;
                last = (int)next.Message;
                queue.Pop();
                Volatile.Write(ref taken, last + 1);
            }
        }

        sender.Join();
        Assert.Equal((0, Count - 1, true), (refused, last, isInOrder));
    }
}

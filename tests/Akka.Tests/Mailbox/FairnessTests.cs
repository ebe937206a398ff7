using Akka.Actor;
using Xunit;

namespace Akka.Tests.Mailbox;

/// <summary>
/// Busy actors keep nothing else from the thread pool: they stand in the queue for all after a full run, and after a bounded number of
/// wakes through a worker's own queue, which the pool would serve first.
/// </summary>
public sealed class FairnessTests : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("fairness", "akka { loglevel = OFF, stdout-loglevel = OFF }");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public async Task An_actor_that_wakes_many_others_queues_all_but_a_few_for_all()
    {
        var others = Enumerable.Range(0, 200).Select(_ => _system.ActorOf(Props.Create(() => new Answering()))).ToArray();
        foreach (var other in others) await other.Ask<string>("are you idle?");
        var waker = _system.ActorOf(Props.Create(() => new Waking(others)));
        await waker.Ask<string>("wake them");
        foreach (var other in others) await other.Ask<string>("have you run?");
        Assert.InRange(others.Count(static other => ((Answering)((ActorCell)other).Actor!).WokenLocally), 0, 40); // 32, and those that had not gone idle yet
    }

    [Fact]
    public async Task An_actor_that_has_used_up_its_run_stands_behind_everything_else()
    {
        var busy = _system.ActorOf(Props.Create(() => new Busy(1_000)));
        Assert.True(await busy.Ask<bool>("work"));
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering()
        {
            Receive<string>(text => Sender.Tell(text));
            Receive<Mark>(_ => WokenLocally = !((ActorCell)Self).IsQueuedForAll);
        }

        public bool WokenLocally { get; private set; }
    }

    private sealed record Mark;

    private sealed class Waking : ReceiveActor
    {
        public Waking(IActorRef[] others) => Receive<string>(text =>
        {
            foreach (var other in others) other.Tell(new Mark());
            Sender.Tell(text);
        });
    }

    private sealed class Busy : ReceiveActor
    {
        private int _left;
        private IActorRef? _asker;

        public Busy(int messages)
        {
            Receive<string>(_ =>
            {
                (_left, _asker) = (messages, Sender);
                Self.Tell(this);
            });
            Receive<Busy>(_ =>
            {
                if (--_left > 0) Self.Tell(this);
                else _asker!.Tell(((ActorCell)Self).IsQueuedForAll);
            });
        }
    }
}

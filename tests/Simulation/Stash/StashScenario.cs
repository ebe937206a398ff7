using Akka.Actor;
using Akka.Simulation;
using Simulation.Kit;

namespace Simulation.Stash;

/// <summary>
/// An actor that is open or closed puts items aside while it is closed, also from async handlers, and fails now and then. No item is lost or handled
/// twice, and all are handled in the order in which they were sent, through restarts; when it stops, the rest are dead letters.
/// </summary>
internal sealed class StashScenario : Scenario
{
    public override IReadOnlyList<Step> Plan(SeededRandom random) => [.. Enumerable.Range(0, random.Next(20, 80)).Select(_ => random.Next(20) switch
    {
        < 9 => (Step)new Send(random.Chance(0.3), random.Chance(0.1)),
        < 12 => new Turn(),
        12 => new Fail(),
        13 when random.Chance(0.2) => new Stop(),
        _ => new RunSteps(random.Next(1, 10)),
    })];

    public override ScenarioRun Start(SimulatedWorld world) => new Run(world);

    private sealed record Send(bool IsAsync, bool Fails) : Step;

    private sealed record Turn : Step;

    private sealed record Fail : Step;

    private sealed record Stop : Step;

    private sealed record Item(int Number, bool IsAsync, bool Fails);

    private sealed class Run : LocalRun
    {
        private readonly IActorRef _actor;
        private int _sent;
        private int _ended;
        private int _last;
        private bool _closed = true;

        public Run(SimulatedWorld world) : base(world)
        {
            OnDeadLetter(dead =>
            {
                if (dead.Message is Item item) End(item);
            });
            _actor = Start(() => new Door(this), "door");
        }

        public override void Do(Step step)
        {
            if (step is Send(var isAsync, var fails)) _actor.Tell(new Item(++_sent, isAsync, fails), ActorRefs.NoSender);
            else if (step is Stop) Node.System.Stop(_actor);
            else _actor.Tell(step, ActorRefs.NoSender);
        }

        public override void CheckAtEnd()
        {
            World.RunUntilIdle();
            if (_closed) _actor.Tell(new Turn(), ActorRefs.NoSender);
            World.RunUntilIdle();
            // Items that fail have closed it again.
            for (var i = 0; i <= _sent && _ended < _sent; i++)
            {
                if (_closed) _actor.Tell(new Turn(), ActorRefs.NoSender);
                World.RunUntilIdle();
            }

            World.Require(_ended == _sent, "no item is lost", $"{_ended} of {_sent} met their end");
        }

        private void End(Item item)
        {
            World.Require(item.Number == _last + 1, "items keep their order, each once", $"{item.Number} after {_last}");
            _last = item.Number;
            _ended++;
        }

        private sealed class Door : ReceiveActor, IWithUnboundedStash
        {
            private readonly Run _run;

            public Door(Run run)
            {
                _run = run;
                _run._closed = true;
                Receive<Turn>(_ => Turn());
                Receive<Fail>(_ => throw new PlannedException());
                ReceiveAsync<Item>(item => item.IsAsync, HandleSlowly);
                Receive<Item>(Handle);
            }

            public IStash Stash { get; set; } = null!;

            private void Turn()
            {
                _run._closed = !_run._closed;
                if (!_run._closed) Stash.UnstashAll();
            }

            private async Task HandleSlowly(Item item)
            {
                await Task.Yield();
                Handle(item);
                await Task.Yield();
            }

            private void Handle(Item item)
            {
                if (_run._closed)
                {
                    Stash.Stash();
                    return;
                }

                _run.End(item);
                if (item.Fails) throw new PlannedException();
            }
        }
    }
}

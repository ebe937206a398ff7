using Akka.Actor;
using Akka.Configuration;
using Akka.Simulation;
using Simulation.Kit;

namespace Simulation.Mailbox;

/// <summary>
/// Three senders and the world outside tell numbered letters to three receivers, some of which fail, are suspended, or stop. Every letter meets its end once, handled
/// or as a dead letter; those of one sender to one receiver in their order; a run handles no more letters than the dispatcher's throughput.
/// </summary>
internal sealed class MailboxScenario : Scenario
{
    private static readonly (int Throughput, Config Config)[] Dispatchers =
        [.. new[] { 1, 2, 5, 30 }.Select(n => (n, ConfigurationFactory.ParseString("akka.actor.default-dispatcher.throughput = " + n)))];

    public override IReadOnlyList<Step> Plan(SeededRandom random) => [.. Enumerable.Range(0, random.Next(10, 50)).Select(_ => random.Next(20) switch
    {
        < 8 => (Step)new Burst(random.Next(3), random.Next(3), random.Next(1, 40)),
        < 11 => new Outside(random.Next(3), random.Next(1, 10)),
        < 13 => new Fail(random.Next(3)),
        13 => new Stop(random.Next(3), random.Chance(0.5)),
        _ => new RunSteps(random.Next(1, 12)),
    })];

    public override ScenarioRun Start(SimulatedWorld world)
    {
        var (throughput, config) = world.Random.Fork("dispatcher").Pick(Dispatchers);
        return new Run(world, throughput, config);
    }

    private sealed record Burst(int From, int To, int Count) : Step
    {
        public override IEnumerable<Step> Smaller() => Count > 1 ? [this with { Count = Count / 2 }] : [];
    }

    private sealed record Outside(int To, int Count) : Step
    {
        public override IEnumerable<Step> Smaller() => Count > 1 ? [this with { Count = Count / 2 }] : [];
    }

    private sealed record Fail(int To) : Step;

    private sealed record Stop(int To, bool Poison) : Step;

    private sealed record Letter(int From, int To, int Number);

    private sealed class Run : LocalRun
    {
        private const int World0 = 3; // the number of the world outside as a sender

        private readonly int _throughput;
        private readonly IActorRef[] _senders;
        private readonly IActorRef[] _receivers;
        private readonly int[,] _told = new int[4, 3];
        private readonly int[,] _handled = new int[4, 3]; // number of the last one
        private readonly int[,] _dead = new int[4, 3]; // number of the last one
        private readonly int[,] _ends = new int[4, 3];
        private int _inThisRun;

        public Run(SimulatedWorld world, int throughput, Config config) : base(world, config)
        {
            _throughput = throughput;
            OnDeadLetter(dead =>
            {
                if (dead.Message is Letter letter) Ended(letter, _dead);
            });
            _receivers = [.. Enumerable.Range(0, 3).Select(i => Start(() => new Receiver(this), "r" + i))];
            _senders = [.. Enumerable.Range(0, 3).Select(i => Start(() => new Sender(this), "s" + i))];
        }

        public override void Do(Step step)
        {
            switch (step)
            {
                case Burst burst:
                    _senders[burst.From].Tell(burst, ActorRefs.NoSender);
                    break;
                case Outside(var to, var count):
                    Write(World0, to, count, ActorRefs.NoSender);
                    break;
                case Fail(var to):
                    _receivers[to].Tell("fail", ActorRefs.NoSender);
                    break;
                case Stop(var to, var poison):
                    if (poison) _receivers[to].Tell(PoisonPill.Instance, ActorRefs.NoSender);
                    else Node.System.Stop(_receivers[to]);
                    break;
            }
        }

        public override void CheckAlways()
        {
            if (_inThisRun > _throughput) World.Violate("a run is bounded by the throughput", $"{_inThisRun} letters in one run, throughput {_throughput}");
            _inThisRun = 0;
        }

        public override void CheckAtEnd()
        {
            World.RunUntilIdle();
            for (var from = 0; from < 4; from++)
            {
                for (var to = 0; to < 3; to++)
                    World.Require(_ends[from, to] == _told[from, to], "every letter meets its end once", $"{_ends[from, to]} of {_told[from, to]} from {from} to {to}");
            }
        }

        private void Write(int from, int to, int count, IActorRef? sender)
        {
            for (; count > 0; count--) _receivers[to].Tell(new Letter(from, to, ++_told[from, to]), sender);
        }

        private void Handled(Letter letter)
        {
            _inThisRun++;
            World.Require(_dead[letter.From, letter.To] == 0, "no letter is handled after a dead one", letter.ToString());
            Ended(letter, _handled);
        }

        private void Ended(Letter letter, int[,] last)
        {
            World.Require(last[letter.From, letter.To] < letter.Number, "letters keep their order", $"{letter} after number {last[letter.From, letter.To]}");
            last[letter.From, letter.To] = letter.Number;
            _ends[letter.From, letter.To]++;
        }

        private sealed class Sender(Run run) : UntypedActor
        {
            protected override void OnReceive(object message)
            {
                var burst = (Burst)message;
                run.Write(burst.From, burst.To, burst.Count, Self);
            }
        }

        private sealed class Receiver(Run run) : UntypedActor
        {
            protected override void OnReceive(object message)
            {
                if (message is not Letter letter) throw new PlannedException();
                run.Handled(letter);
            }
        }
    }
}

using Akka.Actor;
using Akka.Simulation;
using Simulation.Kit;

namespace Simulation.DeathWatch;

/// <summary>
/// Watchers watch and stop watching four named actors that stop in every way, are restarted, and are started again under the same names, while the watchers
/// themselves are restarted. A death is told once to whoever watches, not at all after Unwatch, only after the last hook and the last words of the dead, and never for a namesake.
/// </summary>
internal sealed class DeathWatchScenario : Scenario
{
    private const int Names = 4;
    private const int Watchers = 3;

    public override IReadOnlyList<Step> Plan(SeededRandom random) => [.. Enumerable.Range(0, random.Next(20, 80)).Select(_ => random.Next(24) switch
    {
        < 4 => (Step)new Make(random.Next(Names)),
        < 9 => new Watch(random.Next(Watchers), random.Next(Names), random.Chance(0.3)),
        < 11 => new Unwatch(random.Next(Watchers), random.Next(Names)),
        11 => new Fail(random.Next(Watchers), random.Next(Names)),
        < 15 => new End(random.Next(Names), random.Next(5)),
        _ => new RunSteps(random.Next(1, 10)),
    })];

    public override ScenarioRun Start(SimulatedWorld world) => new Run(world);

    private sealed record Make(int Name) : Step;

    private sealed record Watch(int Watcher, int Name, bool With) : Step;

    private sealed record Unwatch(int Watcher, int Name) : Step;

    private sealed record Fail(int Watcher, int Name) : Step;

    private sealed record End(int Name, int How) : Step;

    private sealed record Died(IActorRef Actor);

    private sealed record LastWords(IActorRef Actor);

    private sealed class Run : LocalRun
    {
        private readonly IActorRef _keeper;
        private readonly IActorRef[] _watchers;
        private readonly IActorRef?[] _current = new IActorRef?[Names];
        private readonly HashSet<IActorRef> _stopped = [];
        private readonly HashSet<IActorRef>[] _watched = [.. Enumerable.Range(0, Watchers).Select(_ => new HashSet<IActorRef>())];
        private readonly HashSet<IActorRef>[] _lastWords = [.. Enumerable.Range(0, Watchers).Select(_ => new HashSet<IActorRef>())];

        public Run(SimulatedWorld world) : base(world)
        {
            _watchers = [.. Enumerable.Range(0, Watchers).Select(i => Start(() => new Watcher(this, i), "w" + i))];
            _keeper = Start(() => new Keeper(this), "keeper");
        }

        public override void Do(Step step)
        {
            switch (step)
            {
                case Make:
                    _keeper.Tell(step, ActorRefs.NoSender);
                    break;
                case Watch watch:
                    _watchers[watch.Watcher].Tell(step, ActorRefs.NoSender);
                    break;
                case Unwatch unwatch:
                    _watchers[unwatch.Watcher].Tell(step, ActorRefs.NoSender);
                    break;
                case Fail(var watcher, var name):
                    _watchers[watcher].Tell("fail", ActorRefs.NoSender);
                    _current[name]?.Tell("fail", ActorRefs.NoSender);
                    break;
                case End(var name, 0):
                    _current[name]?.Tell(PoisonPill.Instance, ActorRefs.NoSender);
                    break;
                case End(var name, 1):
                    _current[name]?.Tell(Kill.Instance, ActorRefs.NoSender);
                    break;
                case End(var name, 2):
                    _current[name]?.Tell("stop", ActorRefs.NoSender);
                    break;
                case End(var name, 3):
                    (_current[name] as IInternalActorRef)?.Stop();
                    break;
                case End:
                    _keeper.Tell(step, ActorRefs.NoSender);
                    break;
            }
        }

        public override void CheckAtEnd()
        {
            World.RunUntilIdle();
            for (var i = 0; i < Watchers; i++)
            {
                foreach (var dead in _watched[i].Where(_stopped.Contains)) World.Violate("every death is told", $"{dead} to watcher {i}");
            }
        }

        private sealed class Keeper(Run run) : UntypedActor
        {
            protected override void OnReceive(object message)
            {
                switch (message)
                {
                    case Make(var name) when Context.Child("s" + name).IsNobody():
                        run.World.Require(run._current[name] is not { } before || run._stopped.Contains(before), "a name is free when its actor has ended", "s" + name);
                        run._current[name] = Context.ActorOf(Producing(() => new Subject(run)), "s" + name);
                        break;
                    case End(var name, _) when Context.Child("s" + name) is var child && !child.IsNobody():
                        Context.Stop(child);
                        break;
                }
            }
        }

        private sealed class Subject(Run run) : UntypedActor
        {
            protected override void OnReceive(object message)
            {
                if (message is "fail") throw new PlannedException();
                Context.Stop(Self);
            }

            protected override void PreRestart(Exception reason, object message)
            {
            }

            protected override void PostStop()
            {
                run.World.Require(run._stopped.Add(Self), "PostStop once", Self.ToString()!);
                foreach (var watcher in run._watchers) watcher.Tell(new LastWords(Self));
            }
        }

        private sealed class Watcher(Run run, int number) : UntypedActor
        {
            private HashSet<IActorRef> Watched => run._watched[number];

            protected override void OnReceive(object message)
            {
                switch (message)
                {
                    case Watch(_, var name, var with) when run._current[name] is { } subject && Watched.Add(subject):
                        if (with) Context.WatchWith(subject, new Died(subject));
                        else Context.Watch(subject);
                        break;
                    case Unwatch(_, var name) when run._current[name] is { } subject:
                        Watched.Remove(subject);
                        Context.Unwatch(subject);
                        break;
                    case LastWords words:
                        run._lastWords[number].Add(words.Actor);
                        break;
                    case Terminated terminated:
                        Told(terminated.ActorRef);
                        break;
                    case Died died:
                        Told(died.Actor);
                        break;
                    case "fail":
                        throw new PlannedException();
                }
            }

            private void Told(IActorRef dead)
            {
                run.World.Require(Watched.Remove(dead), "a death is told once, to whoever watches", $"{dead.Path.ToStringWithUid()} to watcher {number}");
                run.World.Require(run._stopped.Contains(dead), "a death is told after the last hook", dead.ToString()!);
                run.World.Require(run._lastWords[number].Contains(dead), "a death is told after what the dead had told", dead.ToString()!);
            }
        }
    }
}

using Akka.Actor;
using Akka.Simulation;
using Simulation.Kit;

namespace Simulation.Supervision;

/// <summary>
/// A tree of actors goes through everything: failures in handlers, hooks, constructors and deciders, every directive, stops, stashes, async handlers, watches. No
/// letter is lost or handled twice, hooks come in their order, deaths are told to watchers only, nobody hangs, and the system ends.
/// </summary>
internal sealed class SupervisionScenario : Scenario
{
    public override IReadOnlyList<Step> Plan(SeededRandom random) => [.. Enumerable.Range(0, random.Next(10, 120)).Select(i => random.Next(12) switch
    {
        _ when i == 0 => (Step)new Plant(),
        0 => new Plant(),
        < 7 => new Write(random.NextLong()),
        7 => random.Chance(0.3) ? new Pause(TimeSpan.FromMilliseconds(random.Next(1, 700))) : new Wait(TimeSpan.FromMilliseconds(random.Next(1, 400))),
        _ => new RunSteps(random.Next(1, 12)),
    })];

    public override ScenarioRun Start(SimulatedWorld world) => new SupervisionRun(world);

    /// <summary>Starts a tree.</summary>
    internal sealed record Plant : Step;

    /// <summary>Writes a letter to any actor.</summary>
    /// <param name="Dice">Decides to whom, and what that does with it.</param>
    internal sealed record Write(long Dice) : Step;
}

/// <summary>One life of a <see cref="SupervisionScenario"/>: what was told, and what became of it.</summary>
internal sealed class SupervisionRun : LocalRun
{
    private readonly Dictionary<int, int> _ends = []; // letters by how often they met their end
    private readonly HashSet<IActorRef> _pinged = [];
    private readonly Dictionary<IActorRef, HashSet<IActorRef>> _watches = [];
    private readonly SeededRandom _hooks; // chance where no letter decides
    private readonly double _harshness;
    private int _letters;
    private bool _calm;

    public SupervisionRun(SimulatedWorld world) : base(world)
    {
        _hooks = world.Random.Fork("hooks");
        _harshness = Setup.Pick([0.3, 1.0, 3.0]);
        OnDeadLetter(dead =>
        {
            if (dead.Message is Letter letter) Ended(letter);
        });
    }

    /// <summary>Every actor that has ever been.</summary>
    public List<IActorRef> Actors { get; } = [];

    public override void Do(Step step)
    {
        if (step is SupervisionScenario.Plant) Plant();
        else if (step is SupervisionScenario.Write(var dice)) Write(new SeededRandom(dice), ActorRefs.NoSender);
    }

    public override void CheckAtEnd()
    {
        World.RunFor(TimeSpan.FromSeconds(3));
        _calm = true;
        World.RunFor(TimeSpan.FromSeconds(2));
        foreach (var actor in Actors.Where(a => !((IInternalActorRef)a).IsTerminated))
        {
            _pinged.Add(actor);
            actor.Tell(Ping.Instance, ActorRefs.NoSender);
        }

        World.RunFor(TimeSpan.FromSeconds(2));
        if (_pinged.Count > 0) World.Violate("nobody hangs", "no answer from " + string.Join(", ", _pinged));
        var ended = Node.System.Terminate();
        World.RunUntil(() => ended.IsCompleted, TimeSpan.FromSeconds(30));
        World.Require(ended.IsCompletedSuccessfully, "a system ends", ended.Status.ToString());
        for (var number = 1; number <= _letters; number++)
            World.Require(_ends.GetValueOrDefault(number) == 1, "every letter meets its end once", $"letter {number} of {_letters}: {_ends.GetValueOrDefault(number)} times");
    }

    /// <summary>Whether something with a probability happens now, where no letter decides; harsher in some worlds, never in the calm at the end.</summary>
    public bool Happens(double probability) => !_calm && _hooks.Chance(probability * _harshness);

    public bool Happens(SeededRandom dice, double probability) => !_calm && dice.Chance(probability * _harshness);

    /// <summary>A number where no letter decides.</summary>
    public int Any(int bound) => _hooks.Next(bound);

    /// <summary>Whom an actor watches. Outlives the instance, as watches do.</summary>
    public HashSet<IActorRef> WatchedBy(IActorRef actor) => _watches.TryGetValue(actor, out var watched) ? watched : _watches[actor] = [];

    public void Ended(Letter letter) => _ends[letter.Number] = _ends.GetValueOrDefault(letter.Number) + 1;

    public void Answered(IActorRef actor) => Check(_pinged.Remove(actor), "a question is answered once", actor);

    public void Check(bool holds, string invariant, object detail)
    {
        if (!holds) World.Violate(invariant, detail.ToString()!);
    }

    public void Write(SeededRandom dice, IActorRef? sender)
    {
        if (_calm || Actors.Count == 0) return;
        Actors[dice.Next(Actors.Count)].Tell(new Letter(++_letters, dice.NextLong()), sender);
    }

    private void Plant() => Actors.Add(Start(() => new Member(this, 0)));
}

/// <summary>A message whose end is awaited.</summary>
internal sealed record Letter(int Number, long Dice);

/// <summary>Asks for a sign of life.</summary>
internal sealed record Ping
{
    public static readonly Ping Instance = new();
}

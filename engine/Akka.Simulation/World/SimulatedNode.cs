using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.Simulation;

/// <summary>
/// One machine of a simulated world: a clock that may be wrong, a disk, and one actor system after the other. Not thread-safe; see
/// <see cref="SimulatedWorld"/>.
/// </summary>
public sealed class SimulatedNode
{
    // Parsed once: a configuration costs more than many a seed. The hook would keep crashed systems alive as long as the process.
    private static readonly Config Quiet = ConfigurationFactory.ParseString("""
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          loggers = []
          log-dead-letters = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
        }
        """);

    private readonly Config _config;
    private readonly Setup[] _setups;
    private NodeLife? _life;
    private ActorSystem? _system;
    private TimeSpan _clockOffset;

    internal SimulatedNode(SimulatedWorld world, string name, Config config, Setup[] setups)
    {
        World = world;
        Name = name;
        Disk = new SimulatedDisk(world, name);
        _config = config.IsEmpty ? Quiet : config.WithFallback(Quiet);
        _setups = setups;
    }

    /// <summary>The world that it belongs to.</summary>
    public SimulatedWorld World { get; }

    /// <summary>Its name in the world.</summary>
    public string Name { get; }

    /// <summary>Name of its actor systems: <c>sim</c> by default, the same for all nodes, as members of one cluster need it. Counts from the next start on.</summary>
    public string SystemName { get; set; } = "sim";

    /// <summary>Its disk. What was not synced when the node crashes is kept or lost as chance has it.</summary>
    public SimulatedDisk Disk { get; }

    /// <summary>Whether an actor system runs here.</summary>
    public bool IsUp => _life is not null;

    /// <summary>How many actor systems have been started here.</summary>
    public int Lives { get; private set; }

    /// <summary>The actor system of the present life.</summary>
    /// <exception cref="InvalidOperationException">The node is down.</exception>
    public ActorSystem System => _system ?? throw IsDown();

    /// <summary>The clock as the node sees it, with its timers.</summary>
    /// <exception cref="InvalidOperationException">The node is down.</exception>
    public TimeProvider Clock => LifeOrThrow().Clock;

    /// <summary>How far the date on this node is ahead of the world's, negative when behind. Elapsed time and timers do not jump. Counts at once.</summary>
    public TimeSpan ClockOffset
    {
        get => _clockOffset;
        set
        {
            World.Trace?.Add(Name, $"clock is off by {value}");
            _clockOffset = value;
        }
    }

    /// <summary>
    /// How much faster than the world's the clock and timers of this node run: 0.01 gains a hundredth, negative values lose; from -0.9 to 9.
    /// Counts from the next start on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of that.</exception>
    public double ClockDrift
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, -0.9);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 9);
            field = value;
        }
    }

    /// <summary>Starts an actor system.</summary>
    /// <returns>The actor system.</returns>
    /// <exception cref="InvalidOperationException">The node is up already.</exception>
    public ActorSystem Start()
    {
        if (_life is not null) throw new InvalidOperationException($"Node [{Name}] is up already.");
        var life = _life = new NodeLife(this, new NodeClock(World.Executor.Time, this, ClockDrift));
        var setup = new RuntimeSetup
        {
            Executor = life,
            TimeProvider = life.Clock,
            Seed = World.Random.Fork(Name).Fork(Lives).Seed,
            Observer = World.Trace?.ObserverFor(Name),
        };
        Lives++;
        World.Told(this, started: true);
        _system = new ActorSystemImpl(SystemName, ActorSystemSetup.Create([setup, BootstrapSetup.Create().WithConfig(_config), new SimulationSetup(this), .. _setups]));
        ((ActorSystemImpl)_system).Start();
        return _system;
    }

    /// <summary>
    /// The power goes: the actor system vanishes without a hook being run, its queued work and its timers with it. The disk keeps or loses
    /// what was not synced. Nothing happens when the node is down.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called by something that runs on this node: let the world do it, for instance with <see cref="SimulatedWorld.After"/>.</exception>
    public void Crash()
    {
        if (_life is not { } life) return;
        if (ReferenceEquals(World.Executor.RunningOwner, life)) throw new InvalidOperationException($"Node [{Name}] cannot crash in the middle of its own work: let the world do it.");
        End();
        Disk.PowerCut();
        World.Told(this, started: false);
    }

    /// <summary>Crashes if it is up, then starts again.</summary>
    /// <returns>The new actor system.</returns>
    public ActorSystem Restart()
    {
        Crash();
        return Start();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal NodeLife LifeOrThrow() => _life ?? throw IsDown();

    internal NodeLife? Life => _life;

    internal void End()
    {
        if (_life is not { } life) return;
        _life = null;
        _system = null;
        life.End();
    }

    private InvalidOperationException IsDown() => new($"Node [{Name}] is down.");
}

/// <summary>Tells plugins inside of an actor system which simulated node they run on.</summary>
internal sealed class SimulationSetup(SimulatedNode node) : Setup
{
    public SimulatedNode Node { get; } = node;

    /// <summary>The node that an actor system runs on.</summary>
    /// <exception cref="InvalidOperationException">It runs on none.</exception>
    public static SimulatedNode NodeOf(ActorSystem system) =>
        system.Settings.Setup.Get<SimulationSetup>() is { HasValue: true } setup
            ? setup.Value.Node
            : throw new InvalidOperationException($"ActorSystem [{system.Name}] is no part of a simulated world: start it with {nameof(SimulatedNode)}.{nameof(SimulatedNode.Start)}.");
}

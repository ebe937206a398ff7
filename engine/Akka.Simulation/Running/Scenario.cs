namespace Akka.Simulation;

/// <summary>
/// Something to be explored under many seeds: a seed gives a plan of steps and a world; the runner lives through the plan and looks for
/// broken invariants. A scenario has no state of its own and is used by several threads at once.
/// </summary>
public abstract class Scenario
{
    /// <summary>Its name, for reports and for files of progress: the type's by default.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Most pieces of work in one seed, beyond which it counts as never coming to rest: 1,000,000 by default.</summary>
    public virtual long StepLimit => 1_000_000;

    /// <summary>Makes the steps and faults of a seed.</summary>
    /// <param name="random">The stream for them.</param>
    /// <returns>The steps, in order.</returns>
    public abstract IReadOnlyList<Step> Plan(SeededRandom random);

    /// <summary>Sets the world of a seed up: nodes, actors, what is to be observed. What it leaves to chance comes from <see cref="SimulatedWorld.Random"/>.</summary>
    /// <param name="world">The world, still empty.</param>
    /// <returns>What lives through the plan in it.</returns>
    public abstract ScenarioRun Start(SimulatedWorld world);
}

/// <summary>One life of a scenario, in one world.</summary>
/// <param name="world">The world.</param>
public abstract class ScenarioRun(SimulatedWorld world)
{
    /// <summary>The world.</summary>
    protected SimulatedWorld World { get; } = world;

    /// <summary>
    /// Does a step. <see cref="Wait"/>, <see cref="Pause"/> and <see cref="RunSteps"/> are done by the runner; the others come here.
    /// </summary>
    /// <param name="step">The step.</param>
    public abstract void Do(Step step);

    /// <summary>Checks what must hold at every moment, after every piece of work; with <see cref="SimulatedWorld.Require"/>. Nothing by default.</summary>
    public virtual void CheckAlways()
    {
    }

    /// <summary>Heals the world, lets it come to rest and checks what must hold in the end. Nothing by default.</summary>
    public virtual void CheckAtEnd()
    {
    }
}

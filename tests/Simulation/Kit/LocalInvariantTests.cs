using Simulation.DeathWatch;
using Simulation.Mailbox;
using Simulation.Persistence;
using Simulation.Stash;
using Simulation.Supervision;
using Simulation.Timers;
using Xunit.Abstractions;

namespace Simulation.Kit;

/// <summary>The promises of a single actor system hold whatever order its work runs in, and each scenario that checks them is deterministic.</summary>
public sealed class LocalInvariantTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Fact]
    public void Mailboxes_lose_nothing_keep_the_order_and_share_their_thread() => Explore(new MailboxScenario(), 300);

    [Fact]
    public void Stashes_lose_nothing_and_keep_the_order_through_restarts() => Explore(new StashScenario(), 300);

    [Fact]
    public void Timers_fire_in_time_once_and_never_after_their_end() => Explore(new TimerScenario(), 300);

    [Fact]
    public void Deaths_are_told_once_and_in_order() => Explore(new DeathWatchScenario(), 300);

    [Fact]
    public void Trees_of_actors_survive_every_failure_and_end() => Explore(new SupervisionScenario(), 300);

    [Fact]
    public void Restarts_are_limited_and_siblings_are_treated_as_the_strategy_says() => Explore(new RestartLimitScenario(), 300);

    [Fact]
    public void What_is_acknowledged_is_stored_and_recovered_whatever_disk_and_journal_do() => Explore(new PersistenceScenario(), 300);

    [Fact]
    public void Each_scenario_is_deterministic()
    {
        IsDeterministic(new MailboxScenario());
        IsDeterministic(new StashScenario());
        IsDeterministic(new TimerScenario());
        IsDeterministic(new DeathWatchScenario());
        IsDeterministic(new SupervisionScenario());
        IsDeterministic(new RestartLimitScenario());
        IsDeterministic(new PersistenceScenario());
    }
}

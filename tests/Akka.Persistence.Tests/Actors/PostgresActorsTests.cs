using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Persistence.Sql.Storage;
using Akka.Persistence.Tests.Infrastructure;
using Akka.Persistence.Tests.Storage;
using Processes;

namespace Akka.Persistence.Tests.Actors;

/// <summary>Persistent actors on PostgreSQL: an incarnation that another node's has overtaken stops at its next write, and many recover at once.</summary>
public sealed class PostgresActorsTests
{
    private readonly Recorder _log = new("log");

    [PostgresFact]
    public void State_survives_the_actor_system()
    {
        var configuration = PostgresConfiguration.New();
        using (var world = new World(configuration))
        {
            var notebook = world.Notebook(_log);
            notebook.Do(n => n.Note("one"));
            notebook.Do(n => n.PersistAll([new Noted("two"), new Noted("three")], n.Apply));
            notebook.Do(n => n.SaveSnapshot(new Notes([.. n.Texts])));
            notebook.Do(n => n.Note("four"));
            notebook.Do(n => n.DeleteMessages(2));
            world.Run();
        }

        _log.TakeAll();
        using (var world = new World(configuration))
        {
            world.Notebook(_log);
            _log.ExpectExactly("offered 3: one,two,three", "replayed four", "recovered at 4");
        }
    }

    [PostgresTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stale_incarnation_on_another_node_stops_at_its_next_write(bool withoutHistory)
    {
        var configuration = PostgresConfiguration.New();
        using var here = new World(configuration);
        using var there = new World(configuration);
        var stale = here.Notebook(_log);
        stale.Do(n => n.Note("one"));
        here.Run();
        var newer = there.Notebook(_log);
        newer.Do(n => n.Note("two"));
        there.Run();
        if (withoutHistory)
        {
            newer.Do(n => n.SaveSnapshot(new Notes([.. n.Texts])));
            newer.Do(n => n.DeleteMessages(long.MaxValue));
            there.Run();
        }

        _log.TakeAll();
        stale.Do(n => n.Note("stale"));
        here.Run();

        Assert.StartsWith("failed 2: Event 2 of 'notes' cannot be stored", _log.Expect<string>(), StringComparison.Ordinal);
        Assert.IsType<StaleWriterException>(here.Errors.Expect<Error>().Cause);
        Assert.False(World.IsAlive(stale));
        newer.Do(n => n.Note("three"));
        there.Run();
        _log.ExpectExactly("handled three");
    }

    [PostgresFact]
    public void Nothing_that_a_stale_incarnation_has_in_its_pipeline_is_stored()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var here = new World(PostgresConfiguration.For(database));
        using var there = new World(PostgresConfiguration.For(database));
        var stale = here.Notebook(_log);
        there.Notebook(_log).Do(n => n.Note("one"));
        there.Run();
        _log.TakeAll();

        for (var i = 0; i < 10; i++) stale.Do(n => n.PersistAsync(new Noted("stale"), n.Apply));
        here.Run();

        Assert.StartsWith("failed 1:", Assert.IsType<string>(Assert.Single(_log.TakeAll())), StringComparison.Ordinal);
        Assert.Equal(["1"], PostgresDatabase.Query(database, "SELECT count(*) FROM journal"));
    }

    [PostgresFact]
    public async Task A_thousand_actors_recover_at_once_within_their_time()
    {
        const int Count = 1_000;
        var configuration = ConfigurationFactory.ParseString(PostgresConfiguration.New() + "\nakka.loglevel = OFF\n" + World.Serializers);
        using var system = ActorSystem.Create("many", configuration);
        var actors = await StartAsync(system, Count);
        // Not all at once: on a busy machine the last would wait in the journal's queue for longer than it lets anybody wait.
        foreach (var some in actors.Chunk(50))
        {
            foreach (var actor in some) actor.Tell(20);
            Assert.All(await Task.WhenAll(some.Select(a => a.Ask<long>("number"))), number => Assert.Equal(20, number));
        }

        await Task.WhenAll(actors.Select(a => a.GracefulStop(Timeout.InfiniteTimeSpan)));

        // The defaults: 10 recoveries at a time, 3 connections, and 30 s that an event may take.
        var again = await StartAsync(system, Count);

        Assert.All(await Task.WhenAll(again.Select(a => a.Ask<long>("number"))), number => Assert.Equal(20, number));
        await system.Terminate();
    }

    private static async Task<IActorRef[]> StartAsync(ActorSystem system, int count)
    {
        var actors = Enumerable.Range(0, count).Select(i => system.ActorOf(Props.Create(() => new Counter($"counter-{i}")))).ToArray();
        await Task.WhenAll(actors.Select(a => a.Ask<long>("number")));
        return actors;
    }

    private sealed class Counter(string id) : UntypedPersistentActor
    {
        public override string PersistenceId => id;

        protected override void OnCommand(object message)
        {
            if (message is int events) PersistAll(Enumerable.Range(0, events).Select(i => new Noted($"{i}")), _ => { });
            else Sender.Tell(LastSequenceNr, Self);
        }

        protected override void OnRecover(object message)
        {
        }
    }
}

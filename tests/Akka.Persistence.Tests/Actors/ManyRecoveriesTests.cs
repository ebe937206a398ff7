using Akka.Actor;
using Akka.Persistence.TestKit;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>When many actors recover at once each has its own time, which begins with its turn; and a turn is given back however a recovery ends.</summary>
public sealed class ManyRecoveriesTests : IDisposable
{
    private const string Journal = """
        akka.persistence.max-concurrent-recoveries = 2
        akka.persistence.journal {
          plugin = "akka.persistence.journal.test"
          test {
            class = "Akka.Persistence.TestKit.TestJournal, Akka.Persistence.TestKit"
            plugin-dispatcher = "akka.actor.default-dispatcher"
            recovery-event-timeout = 5s
            circuit-breaker { max-failures = 100, call-timeout = 20s, reset-timeout = 10s }
          }
        }

        """;

    private readonly World _world = new(Journal);

    private readonly Recorder _log = new("log");

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_time_until_its_turn_does_not_count_for_an_actor()
    {
        JournalTakes(TimeSpan.FromSeconds(4));
        for (var i = 0; i < 20; i++) _world.Notebook(_log, $"notes{i}");

        // Two at a time: the last have their answers after eight times as long as one may take.
        _world.Run(TimeSpan.FromSeconds(39));
        Assert.Equal(18, _log.TakeAll().Length);
        _world.Run(TimeSpan.FromSeconds(2));

        _log.ExpectExactly("recovered at 0", "recovered at 0");
        _world.Errors.ExpectNothing();
    }

    [Fact]
    public void Turns_that_end_with_a_time_out_an_error_or_a_stop_are_given_back()
    {
        JournalTakes(TimeSpan.FromDays(1));
        var actors = Enumerable.Range(0, 6).Select(i => _world.Notebook(_log, $"notes{i}")).ToArray();
        _world.Stop(actors[0]); // in its turn
        _world.Stop(actors[5]); // waiting for it
        _world.Run(TimeSpan.FromSeconds(60));
        var failures = _log.TakeAll();
        Assert.Equal(4, failures.Length);
        Assert.All(failures, failure => Assert.Contains("recovery-event-timeout", (string)failure, StringComparison.Ordinal));
        Assert.All(actors, actor => Assert.False(World.IsAlive(actor)));

        Use(ConnectionInterceptors.Failure.Instance);
        for (var i = 0; i < 4; i++) _world.Notebook(_log, $"notes{i}");
        Assert.Equal(4, _log.TakeAll().Length);

        Use(ConnectionInterceptors.Noop.Instance);
        for (var i = 0; i < 4; i++) _world.Notebook(_log, $"notes{i}");
        _log.ExpectExactly("recovered at 0", "recovered at 0", "recovered at 0", "recovered at 0");
    }

    [Fact]
    public void After_some_failures_in_a_row_nothing_is_asked_of_the_journal_for_a_while_and_then_one_actor_finds_out()
    {
        using var world = new World(Journal + "akka.persistence.journal.test.circuit-breaker.max-failures = 3");
        var asked = 0;
        Use(world, new Counting(() => asked++, ConnectionInterceptors.Failure.Instance));
        for (var i = 0; i < 5; i++) world.Notebook(_log, $"notes{i}");
        Assert.Equal(3, asked);
        Assert.Equal(5, _log.TakeAll().Cast<string>().Count(static text => text.StartsWith("recovery failed", StringComparison.Ordinal)));

        Use(world, new Counting(() => asked++, ConnectionInterceptors.Noop.Instance));
        world.Run(TimeSpan.FromSeconds(9));
        world.Notebook(_log);
        Assert.Contains("Circuit", Assert.IsType<string>(Assert.Single(_log.TakeAll())), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(3, asked);

        world.Run(TimeSpan.FromSeconds(2));
        world.Notebook(_log);
        _log.ExpectExactly("recovered at 0");
        world.Notebook(_log);
        _log.ExpectExactly("recovered at 0");
    }

    private void JournalTakes(TimeSpan time) => Use(new ConnectionInterceptors.Delay(time, ConnectionInterceptors.Noop.Instance));

    private void Use(IConnectionInterceptor connection) => Use(_world, connection);

    private static void Use(World world, IConnectionInterceptor connection)
    {
        world.Extension.JournalFor(null).Tell(new TestJournal.UseConnectionInterceptor(connection), ActorRefs.NoSender);
        world.Run();
    }

    private sealed class Counting(Action count, IConnectionInterceptor next) : IConnectionInterceptor
    {
        public Task InterceptAsync()
        {
            count();
            return next.InterceptAsync();
        }
    }
}

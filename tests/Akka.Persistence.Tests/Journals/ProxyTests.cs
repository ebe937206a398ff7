using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Journal;
using Akka.Persistence.Tests.Actors;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Journals;

/// <summary>Journals that stand for others: requests wait for the other for a bounded time, and fail with a reason after it.</summary>
public sealed class ProxyTests : IDisposable
{
    private const string PluginProxy = """
        akka.persistence {
          journal { plugin = "akka.persistence.journal.proxy", proxy.target-journal-plugin = "akka.persistence.journal.inmem" }
          snapshot-store { plugin = "akka.persistence.snapshot-store.proxy", proxy.target-snapshot-store-plugin = "akka.persistence.snapshot-store.inmem" }
        }
        """;

    private readonly Recorder _log = new("log");
    private World? _world;

    public void Dispose() => _world?.Dispose();

    private World Start(string config) => _world = new World(config);

    [Fact]
    public void A_proxy_that_starts_its_target_is_used_like_it()
    {
        var world = Start(PluginProxy + "\nakka.persistence { journal.proxy.start-target-journal = on, snapshot-store.proxy.start-target-snapshot-store = on }");
        PersistencePluginProxy.Start(world.System);
        var notebook = world.Notebook(_log);
        notebook.Do(n => n.Note("1"));
        notebook.Do(n => n.SaveSnapshot(new Notes([.. n.Texts])));
        notebook.Do(n => n.Note("2"));
        world.Run();
        Assert.Equal("recovered at 0", _log.Expect<string>());
        world.Stop(notebook);
        _log.TakeAll();
        world.Notebook(_log);
        _log.ExpectExactly("offered 1: 1", "replayed 2", "recovered at 2");
    }

    [Fact]
    public void A_target_that_is_named_later_serves_what_waited()
    {
        var world = Start(PluginProxy);
        world.Extension.JournalFor("akka.persistence.journal.inmem");
        world.Extension.SnapshotStoreFor("akka.persistence.snapshot-store.inmem");
        world.Notebook(_log);
        _log.ExpectNothing();
        PersistencePluginProxy.SetTargetLocation(world.System, world.System.Provider.DefaultAddress);
        world.Run();
        _log.ExpectExactly("recovered at 0");
    }

    [Fact]
    public void A_target_that_is_not_found_fails_requests_after_the_init_timeout()
    {
        var world = Start(PluginProxy);
        var notebook = world.Notebook(_log);
        world.Run(TimeSpan.FromSeconds(11));
        Assert.Contains("has not found its target", _log.Expect<string>(), StringComparison.Ordinal);
        Assert.False(World.IsAlive(notebook));
    }

    [Fact]
    public void A_write_proxy_waits_for_its_store_and_passes_everything_on()
    {
        var world = Start($$"""proxy { class = "{{typeof(Proxy).AssemblyQualifiedName}}", plugin-dispatcher = "akka.actor.default-dispatcher" }, akka.persistence.journal.plugin = proxy""");
        world.Notebook(_log);
        _log.ExpectNothing();
        var store = world.Start(Props.Create<Store>());
        world.Extension.JournalFor(null).Tell(new SetStore(store), ActorRefs.NoSender);
        world.Run();
        _log.ExpectExactly("recovered at 0");

        var notebook = world.Notebook(_log, "other");
        notebook.Do(n => n.Note("1"));
        notebook.Do(n => n.Note("2"));
        notebook.Do(n => n.DeleteMessages(1));
        world.Run();
        Assert.Equal(["recovered at 0", "handled 1", "handled 2", new DeleteMessagesSuccess(1)], _log.TakeAll());
        world.Stop(notebook);
        world.Notebook(_log, "other");
        _log.ExpectExactly("replayed 2", "recovered at 2");
    }

    [Fact]
    public void A_write_proxy_without_store_or_with_a_silent_one_fails_in_time()
    {
        var world = Start($$"""proxy { class = "{{typeof(Proxy).AssemblyQualifiedName}}", plugin-dispatcher = "akka.actor.default-dispatcher" }, akka.persistence.journal.plugin = proxy""");
        world.Notebook(_log);
        world.Run(TimeSpan.FromSeconds(6));
        Assert.Contains("No store was named", _log.Expect<string>(), StringComparison.Ordinal);

        world.Extension.JournalFor(null).Tell(new SetStore(new Recorder("silent")), ActorRefs.NoSender);
        world.Notebook(_log, "other");
        world.Run(TimeSpan.FromSeconds(6));
        Assert.Contains("sent nothing", _log.Expect<string>(), StringComparison.Ordinal);
    }

    private sealed class Proxy : AsyncWriteProxy
    {
        public override TimeSpan Timeout { get; } = TimeSpan.FromSeconds(5);
    }

    private sealed class Store : UntypedActor
    {
        private readonly List<IPersistentRepresentation> _events = [];
        private readonly Dictionary<string, long> _highest = [];

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case AsyncWriteTarget.WriteMessages write:
                    foreach (var persistent in write.Messages.SelectMany(one => (IEnumerable<IPersistentRepresentation>)one.Payload))
                    {
                        _events.Add(persistent);
                        _highest[persistent.PersistenceId] = persistent.SequenceNr;
                    }

                    Sender.Tell(ImmutableList<Exception?>.Empty);
                    break;
                case AsyncWriteTarget.DeleteMessagesTo delete:
                    _events.RemoveAll(e => e.PersistenceId == delete.PersistenceId && e.SequenceNr <= delete.ToSequenceNr);
                    Sender.Tell(Done.Instance);
                    break;
                case AsyncWriteTarget.ReplayMessages replay:
                    foreach (var persistent in _events.Where(e => e.PersistenceId == replay.PersistenceId && e.SequenceNr >= replay.FromSequenceNr && e.SequenceNr <= replay.ToSequenceNr)) Sender.Tell(persistent);
                    Sender.Tell(new AsyncWriteTarget.ReplaySuccess(_highest.GetValueOrDefault(replay.PersistenceId)));
                    break;
            }
        }
    }
}

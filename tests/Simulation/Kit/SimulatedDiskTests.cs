using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Persistence;
using Akka.Simulation;

namespace Simulation.Kit;

/// <summary>A simulated disk keeps what was synced and loses what was not; it can be slow, hang, fail and fill up; a journal and a snapshot store stand on it.</summary>
public sealed class SimulatedDiskTests
{
    [Fact]
    public void What_is_synced_survives_a_crash_and_what_is_not_is_lost_from_its_end()
    {
        var kept = new HashSet<int>();
        for (var seed = 1; seed <= 100; seed++)
        {
            using var world = new SimulatedWorld(seed);
            var node = world.AddNode("a");
            node.Start();
            var file = node.Disk.Open("log");
            Append(file, 1, 3);
            world.Executor.Run(file.SyncAsync());
            Append(file, 4, 3);
            _ = file.SyncAsync();
            Append(file, 7, 3);
            node.Crash();

            var found = world.Executor.Run(node.Disk.Open("log").ReadAsync());

            Assert.Equal(Enumerable.Range(1, found.Count), found.Cast<int>());
            kept.Add(found.Count);
        }

        Assert.Equal([3, 6], kept.Order());
    }

    [Fact]
    public void Syncs_of_a_file_never_overtake_each_other()
    {
        using var world = new SimulatedWorld(3);
        var disk = world.SharedDisk("database");
        (disk.Faults.SlowPeriods, disk.Faults.SlowPeriodEnds) = (0.5, 0.5);
        var file = disk.Open("log");
        var syncs = Enumerable.Range(1, 30).Select(i =>
        {
            file.Append(i);
            return file.SyncAsync();
        }).ToList();

        while (syncs.Exists(sync => !sync.IsCompleted))
        {
            var last = syncs.FindLastIndex(sync => sync.IsCompleted);
            Assert.All(syncs.Take(last), sync => Assert.True(sync.IsCompletedSuccessfully));
            Assert.True(world.Step());
        }

        Assert.Equal(30, file.Synced);
    }

    [Fact]
    public void After_a_failed_sync_a_file_must_be_opened_again()
    {
        using var world = new SimulatedWorld(1);
        var disk = world.SharedDisk("database");
        disk.Faults.WriteErrors = 1;
        var file = disk.Open("log");
        file.Append("one");
        Assert.Throws<IOException>(() => world.Executor.Run(file.SyncAsync()));
        disk.Faults.Heal();
        file.Append("two");
        Assert.Throws<IOException>(() => world.Executor.Run(file.SyncAsync()));

        var again = disk.Open("log");
        again.Append("three");
        world.Executor.Run(again.SyncAsync());
        Assert.Contains("three", world.Executor.Run(again.ReadAsync()));
    }

    [Fact]
    public void A_full_disk_refuses_what_does_not_fit_and_takes_it_when_there_is_room()
    {
        using var world = new SimulatedWorld(1);
        var disk = world.SharedDisk("database");
        disk.Faults.Capacity = 10;
        world.Executor.Run(disk.WriteAsync(() => { }, 8));

        Assert.Contains("full", Assert.Throws<IOException>(() => world.Executor.Run(disk.WriteAsync(() => { }, 3))).Message);
        world.Executor.Run(disk.WriteAsync(() => { }, -5));
        world.Executor.Run(disk.WriteAsync(() => { }, 3));
        Assert.Equal(6, disk.Used);
    }

    [Fact]
    public void A_slow_period_makes_operations_take_longer_and_one_that_hangs_never_ends()
    {
        using var world = new SimulatedWorld(1);
        var disk = world.SharedDisk("database");
        (disk.Faults.SlowPeriods, disk.Faults.SlowPeriodEnds, disk.Faults.Slowdown) = (1, 0, 1_000);
        world.Executor.Run(disk.ReadAsync(() => 1));
        Assert.InRange(world.Now, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));

        disk.Faults.Heal();
        disk.Faults.Hangs = 1;
        var read = disk.ReadAsync(() => 1);
        world.RunFor(TimeSpan.FromDays(1));
        Assert.False(read.IsCompleted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Persistent_actors_find_their_events_and_snapshots_after_a_crash(bool serialize)
    {
        using var world = new SimulatedWorld(1);
        var node = world.AddNode("a", SimulatedPersistence.Config(serialize: serialize));
        node.Start();
        var first = new List<string>();
        var writer = Log(node, first);
        foreach (var command in new[] { "one", "two", "snapshot" }) writer.Tell(command, ActorRefs.NoSender);
        world.RunFor(TimeSpan.FromSeconds(1));
        writer.Tell("three", ActorRefs.NoSender);
        world.RunFor(TimeSpan.FromSeconds(1));

        node.Restart();
        var second = new List<string>();
        Log(node, second);
        world.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(["complete", "one", "two", "saved", "three"], first);
        Assert.Equal(["offer one,two", "three", "complete"], second);
    }

    [Fact]
    public void A_shared_disk_is_the_database_of_many_nodes_and_outlives_them()
    {
        using var world = new SimulatedWorld(1);
        var config = SimulatedPersistence.Config("database");
        var (a, b) = (world.AddNode("a", config), world.AddNode("b", config));
        a.Start();
        b.Start();
        var writer = Log(a, []);
        writer.Tell("one", ActorRefs.NoSender);
        world.RunFor(TimeSpan.FromSeconds(1));
        a.Crash();

        var seen = new List<string>();
        Log(b, seen);
        world.RunFor(TimeSpan.FromSeconds(1));

        Assert.Equal(["one", "complete"], seen);
    }

    [Fact]
    public void A_system_outside_of_a_world_is_told_that_it_has_no_simulated_disk()
    {
        var failure = Assert.Throws<InvalidOperationException>(() =>
        {
            var executor = new DeterministicExecutor(1);
            var setup = BootstrapSetup.Create().WithConfig("akka { loglevel = OFF, stdout-loglevel = OFF }").And(executor.Setup());
            SimulatedPersistence.DiskOf(ActorSystem.Create("alone", setup), Akka.Configuration.Config.Empty);
        });
        Assert.Contains("SimulatedNode.Start", failure.Message);
    }

    private static void Append(SimulatedFile file, int first, int count)
    {
        for (var i = 0; i < count; i++) file.Append(first + i);
    }

    private static IActorRef Log(SimulatedNode node, List<string> seen) => node.System.ActorOf(LocalRun.Producing(() => new Logging(seen)), "log");

    private sealed class Logging(List<string> seen) : UntypedPersistentActor
    {
        private readonly List<string> _events = [];

        public override string PersistenceId => "log";

        protected override void OnRecover(object message)
        {
            seen.Add(message switch { SnapshotOffer offer => "offer " + offer.Snapshot, RecoveryCompleted => "complete", _ => (string)message });
        }

        protected override void OnCommand(object message)
        {
            switch (message)
            {
                case "snapshot":
                    SaveSnapshot(string.Join(',', _events));
                    break;
                case SaveSnapshotSuccess:
                    seen.Add("saved");
                    break;
                case string text:
                    Persist(text, stored =>
                    {
                        _events.Add(stored);
                        seen.Add(stored);
                    });
                    break;
            }
        }
    }
}

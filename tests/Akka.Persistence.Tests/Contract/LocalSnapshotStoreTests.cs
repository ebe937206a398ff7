using Akka.Actor;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Contract;

/// <summary>The snapshot store in files keeps the contract of snapshot stores; a file that cannot be read is skipped, loudly.</summary>
public sealed class LocalSnapshotStoreTests : SnapshotStoreContract
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("switchboard-snapshots-");

    protected override string Configuration => $$"""
        akka.persistence.snapshot-store { plugin = "akka.persistence.snapshot-store.local", local.dir = "{{_folder.FullName}}/new" }
        """;

    [Fact]
    public void A_damaged_file_gives_way_to_the_one_before_with_an_error()
    {
        using var world = new World(Configuration);
        var actor = new Recorder("reader");
        var store = world.Extension.SnapshotStoreFor(null);
        for (var n = 1; n <= 2; n++) store.Tell(new SaveSnapshot(new SnapshotMetadata("a-1", n, new DateTime(n, DateTimeKind.Utc)), new Notes($"{n}")), actor);
        world.Run();
        File.WriteAllBytes(Directory.GetFiles(_folder.FullName, "snapshot-a-1-2-*", SearchOption.AllDirectories).Single(), [1, 2, 3]);
        actor.TakeAll();

        store.Tell(new LoadSnapshot("a-1", SnapshotSelectionCriteria.Latest, long.MaxValue), actor);
        world.Run();

        var result = actor.Expect<LoadSnapshotResult>();
        Assert.Equal(1, result.Snapshot?.Metadata.SequenceNr);
        Assert.Equal(1, result.Skipped);
        Assert.Equal(1, world.Errors.Count);
    }

    protected override void Cleanup() => _folder.Delete(recursive: true);
}

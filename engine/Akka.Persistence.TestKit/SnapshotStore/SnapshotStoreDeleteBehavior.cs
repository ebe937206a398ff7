namespace Akka.Persistence.TestKit;

/// <summary>Says what happens when a <see cref="TestSnapshotStore"/> deletes snapshots.</summary>
public class SnapshotStoreDeleteBehavior : SnapshotStoreSaveBehavior
{
    /// <summary>For a store.</summary>
    /// <param name="setter">Puts interceptors into it.</param>
    public SnapshotStoreDeleteBehavior(ISnapshotStoreBehaviorSetter setter)
        : base(setter)
    {
    }
}

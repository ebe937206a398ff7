namespace Akka.Persistence.TestKit;

/// <summary>Says what happens when a <see cref="TestSnapshotStore"/> loads a snapshot.</summary>
public class SnapshotStoreLoadBehavior : SnapshotStoreSaveBehavior
{
    /// <summary>For a store.</summary>
    /// <param name="setter">Puts interceptors into it.</param>
    public SnapshotStoreLoadBehavior(ISnapshotStoreBehaviorSetter setter)
        : base(setter)
    {
    }
}

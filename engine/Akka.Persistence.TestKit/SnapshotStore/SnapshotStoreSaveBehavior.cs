namespace Akka.Persistence.TestKit;

/// <summary>Says what happens when a <see cref="TestSnapshotStore"/> saves a snapshot. Each call replaces what was said before; its task is done when it holds for everything that comes later. Thread-safe.</summary>
public class SnapshotStoreSaveBehavior
{
    /// <summary>Puts interceptors into the store.</summary>
    protected readonly ISnapshotStoreBehaviorSetter Setter;

    /// <summary>For a store.</summary>
    /// <param name="setter">Puts interceptors into it.</param>
    public SnapshotStoreSaveBehavior(ISnapshotStoreBehaviorSetter setter) => Setter = setter;

    /// <summary>Puts an interceptor in place of the current one.</summary>
    /// <param name="interceptor">The interceptor.</param>
    public Task SetInterceptorAsync(ISnapshotStoreInterceptor interceptor) => Setter.SetInterceptorAsync(interceptor);

    /// <summary>Lets everything through from now on, which is how a plugin starts.</summary>
    public Task Pass() => SetInterceptorAsync(SnapshotStoreInterceptors.Noop.Instance);

    /// <summary>Lets everything through, after a while.</summary>
    /// <param name="delay">How long to wait first.</param>
    public Task PassWithDelay(TimeSpan delay) => SetInterceptorAsync(new SnapshotStoreInterceptors.Delay(delay, SnapshotStoreInterceptors.Noop.Instance));

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/> from now on, each time.</summary>
    public Task Fail() => SetInterceptorAsync(SnapshotStoreInterceptors.Failure.Instance);

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/>, after a while.</summary>
    /// <param name="delay">How long to wait first.</param>
    public Task FailWithDelay(TimeSpan delay) => SetInterceptorAsync(new SnapshotStoreInterceptors.Delay(delay, SnapshotStoreInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/> when the predicate holds.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailIf(Func<string, SnapshotSelectionCriteria, bool> predicate) => SetInterceptorAsync(new SnapshotStoreInterceptors.OnCondition(predicate, SnapshotStoreInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/>, after a while, when the predicate holds.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailIfWithDelay(TimeSpan delay, Func<string, SnapshotSelectionCriteria, bool> predicate) => SetInterceptorAsync(new SnapshotStoreInterceptors.OnCondition(predicate, new SnapshotStoreInterceptors.Delay(delay, SnapshotStoreInterceptors.Failure.Instance)));

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/> when the predicate does not hold.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailUnless(Func<string, SnapshotSelectionCriteria, bool> predicate) => SetInterceptorAsync(new SnapshotStoreInterceptors.OnCondition(predicate, SnapshotStoreInterceptors.Failure.Instance, negate: true));

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/>, after a while, when the predicate does not hold.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailUnlessWithDelay(TimeSpan delay, Func<string, SnapshotSelectionCriteria, bool> predicate) => SetInterceptorAsync(new SnapshotStoreInterceptors.OnCondition(predicate, new SnapshotStoreInterceptors.Delay(delay, SnapshotStoreInterceptors.Failure.Instance), negate: true));

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/> when the predicate holds.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailIf(Func<string, SnapshotSelectionCriteria, Task<bool>> predicate) => SetInterceptorAsync(new SnapshotStoreInterceptors.OnCondition(predicate, SnapshotStoreInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/>, after a while, when the predicate holds.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailIfWithDelay(TimeSpan delay, Func<string, SnapshotSelectionCriteria, Task<bool>> predicate) => SetInterceptorAsync(new SnapshotStoreInterceptors.OnCondition(predicate, new SnapshotStoreInterceptors.Delay(delay, SnapshotStoreInterceptors.Failure.Instance)));

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/> when the predicate does not hold.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailUnless(Func<string, SnapshotSelectionCriteria, Task<bool>> predicate) => SetInterceptorAsync(new SnapshotStoreInterceptors.OnCondition(predicate, SnapshotStoreInterceptors.Failure.Instance, negate: true));

    /// <summary>Fails with <see cref="TestSnapshotStoreFailureException"/>, after a while, when the predicate does not hold.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailUnlessWithDelay(TimeSpan delay, Func<string, SnapshotSelectionCriteria, Task<bool>> predicate) => SetInterceptorAsync(new SnapshotStoreInterceptors.OnCondition(predicate, new SnapshotStoreInterceptors.Delay(delay, SnapshotStoreInterceptors.Failure.Instance), negate: true));
}

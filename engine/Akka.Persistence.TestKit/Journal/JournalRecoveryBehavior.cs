namespace Akka.Persistence.TestKit;

/// <summary>Says what happens to each event that a <see cref="TestJournal"/> replays. Each call replaces what was said before; its task is done when it holds for everything that comes later. Thread-safe.</summary>
public class JournalRecoveryBehavior
{
    private readonly IJournalBehaviorSetter _setter;

    internal JournalRecoveryBehavior(IJournalBehaviorSetter setter) => _setter = setter;

    /// <summary>Puts an interceptor in place of the current one.</summary>
    /// <param name="interceptor">The interceptor.</param>
    public Task SetInterceptorAsync(IJournalInterceptor interceptor) => _setter.SetInterceptorAsync(interceptor);

    /// <summary>Lets everything through from now on, which is how a plugin starts.</summary>
    public Task Pass() => SetInterceptorAsync(JournalInterceptors.Noop.Instance);

    /// <summary>Lets everything through, after a while.</summary>
    /// <param name="delay">How long to wait first.</param>
    public Task PassWithDelay(TimeSpan delay) => SetInterceptorAsync(new JournalInterceptors.Delay(delay, JournalInterceptors.Noop.Instance));

    /// <summary>Fails with <see cref="TestJournalFailureException"/> from now on, each time.</summary>
    public Task Fail() => SetInterceptorAsync(JournalInterceptors.Failure.Instance);

    /// <summary>Fails with <see cref="TestJournalFailureException"/>, after a while.</summary>
    /// <param name="delay">How long to wait first.</param>
    public Task FailWithDelay(TimeSpan delay) => SetInterceptorAsync(new JournalInterceptors.Delay(delay, JournalInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestJournalFailureException"/> when the predicate holds.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailIf(Func<IPersistentRepresentation, bool> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, JournalInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestJournalFailureException"/>, after a while, when the predicate holds.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailIfWithDelay(TimeSpan delay, Func<IPersistentRepresentation, bool> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, new JournalInterceptors.Delay(delay, JournalInterceptors.Failure.Instance)));

    /// <summary>Fails with <see cref="TestJournalFailureException"/> when the predicate does not hold.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailUnless(Func<IPersistentRepresentation, bool> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, JournalInterceptors.Failure.Instance, negate: true));

    /// <summary>Fails with <see cref="TestJournalFailureException"/>, after a while, when the predicate does not hold.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailUnlessWithDelay(TimeSpan delay, Func<IPersistentRepresentation, bool> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, new JournalInterceptors.Delay(delay, JournalInterceptors.Failure.Instance), negate: true));

    /// <summary>Fails with <see cref="TestJournalFailureException"/> when the predicate holds.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailIf(Func<IPersistentRepresentation, Task<bool>> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, JournalInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestJournalFailureException"/>, after a while, when the predicate holds.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailIfWithDelay(TimeSpan delay, Func<IPersistentRepresentation, Task<bool>> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, new JournalInterceptors.Delay(delay, JournalInterceptors.Failure.Instance)));

    /// <summary>Fails with <see cref="TestJournalFailureException"/> when the predicate does not hold.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailUnless(Func<IPersistentRepresentation, Task<bool>> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, JournalInterceptors.Failure.Instance, negate: true));

    /// <summary>Fails with <see cref="TestJournalFailureException"/>, after a while, when the predicate does not hold.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailUnlessWithDelay(TimeSpan delay, Func<IPersistentRepresentation, Task<bool>> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, new JournalInterceptors.Delay(delay, JournalInterceptors.Failure.Instance), negate: true));

    /// <summary>Fails with <see cref="TestJournalFailureException"/> for events of a type.</summary>
    /// <param name="messageType">The type; what derives from it counts too.</param>
    public Task FailOnType(Type messageType) => SetInterceptorAsync(new JournalInterceptors.OnType(messageType, JournalInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestJournalFailureException"/>, after a while, for events of a type.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="messageType">The type; what derives from it counts too.</param>
    public Task FailOnTypeWithDelay(TimeSpan delay, Type messageType) => SetInterceptorAsync(new JournalInterceptors.OnType(messageType, new JournalInterceptors.Delay(delay, JournalInterceptors.Failure.Instance)));

    /// <summary>Fails with <see cref="TestJournalFailureException"/> for events of a type.</summary>
    /// <typeparam name="TMessage">The type; what derives from it counts too.</typeparam>
    public Task FailOnType<TMessage>() => FailOnType(typeof(TMessage));

    /// <summary>Fails with <see cref="TestJournalFailureException"/>, after a while, for events of a type.</summary>
    /// <typeparam name="TMessage">The type; what derives from it counts too.</typeparam>
    /// <param name="delay">How long to wait first.</param>
    public Task FailOnTypeWithDelay<TMessage>(TimeSpan delay) => FailOnTypeWithDelay(delay, typeof(TMessage));
}

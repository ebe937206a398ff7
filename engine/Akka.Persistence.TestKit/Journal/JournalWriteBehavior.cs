namespace Akka.Persistence.TestKit;

/// <summary>Says what happens to each event that a <see cref="TestJournal"/> stores. Each call replaces what was said before; its task is done when it holds for everything that comes later. Thread-safe.</summary>
public class JournalWriteBehavior : JournalRecoveryBehavior
{
    internal JournalWriteBehavior(IJournalBehaviorSetter setter)
        : base(setter)
    {
    }

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/> from now on, each time.</summary>
    public Task Reject() => SetInterceptorAsync(JournalInterceptors.Rejection.Instance);

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/>, after a while.</summary>
    /// <param name="delay">How long to wait first.</param>
    public Task RejectWithDelay(TimeSpan delay) => SetInterceptorAsync(new JournalInterceptors.Delay(delay, JournalInterceptors.Rejection.Instance));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/> when the predicate holds.</summary>
    /// <param name="predicate">Decides.</param>
    public Task RejectIf(Func<IPersistentRepresentation, bool> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, JournalInterceptors.Rejection.Instance));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/>, after a while, when the predicate holds.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task RejectIfWithDelay(TimeSpan delay, Func<IPersistentRepresentation, bool> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, new JournalInterceptors.Delay(delay, JournalInterceptors.Rejection.Instance)));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/> when the predicate does not hold.</summary>
    /// <param name="predicate">Decides.</param>
    public Task RejectUnless(Func<IPersistentRepresentation, bool> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, JournalInterceptors.Rejection.Instance, negate: true));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/>, after a while, when the predicate does not hold.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task RejectUnlessWithDelay(TimeSpan delay, Func<IPersistentRepresentation, bool> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, new JournalInterceptors.Delay(delay, JournalInterceptors.Rejection.Instance), negate: true));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/> when the predicate holds.</summary>
    /// <param name="predicate">Decides.</param>
    public Task RejectIf(Func<IPersistentRepresentation, Task<bool>> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, JournalInterceptors.Rejection.Instance));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/>, after a while, when the predicate holds.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task RejectIfWithDelay(TimeSpan delay, Func<IPersistentRepresentation, Task<bool>> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, new JournalInterceptors.Delay(delay, JournalInterceptors.Rejection.Instance)));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/> when the predicate does not hold.</summary>
    /// <param name="predicate">Decides.</param>
    public Task RejectUnless(Func<IPersistentRepresentation, Task<bool>> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, JournalInterceptors.Rejection.Instance, negate: true));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/>, after a while, when the predicate does not hold.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task RejectUnlessWithDelay(TimeSpan delay, Func<IPersistentRepresentation, Task<bool>> predicate) => SetInterceptorAsync(new JournalInterceptors.OnCondition(predicate, new JournalInterceptors.Delay(delay, JournalInterceptors.Rejection.Instance), negate: true));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/> for events of a type.</summary>
    /// <param name="messageType">The type; what derives from it counts too.</param>
    public Task RejectOnType(Type messageType) => SetInterceptorAsync(new JournalInterceptors.OnType(messageType, JournalInterceptors.Rejection.Instance));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/>, after a while, for events of a type.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="messageType">The type; what derives from it counts too.</param>
    public Task RejectOnTypeWithDelay(TimeSpan delay, Type messageType) => SetInterceptorAsync(new JournalInterceptors.OnType(messageType, new JournalInterceptors.Delay(delay, JournalInterceptors.Rejection.Instance)));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/> for events of a type.</summary>
    /// <typeparam name="TMessage">The type; what derives from it counts too.</typeparam>
    public Task RejectOnType<TMessage>() => RejectOnType(typeof(TMessage));

    /// <summary>Refuses with <see cref="TestJournalRejectionException"/>, after a while, for events of a type.</summary>
    /// <typeparam name="TMessage">The type; what derives from it counts too.</typeparam>
    /// <param name="delay">How long to wait first.</param>
    public Task RejectOnTypeWithDelay<TMessage>(TimeSpan delay) => RejectOnTypeWithDelay(delay, typeof(TMessage));
}

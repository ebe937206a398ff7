namespace Akka.Persistence.TestKit;

/// <summary>Says how a <see cref="TestJournal"/> reaches its storage. Each call replaces what was said before; its task is done when it holds for everything that comes later. Thread-safe.</summary>
public class JournalConnectionBehavior
{
    private readonly IJournalConnectionBehaviorSetter _setter;

    internal JournalConnectionBehavior(IJournalConnectionBehaviorSetter setter) => _setter = setter;

    /// <summary>Puts an interceptor in place of the current one.</summary>
    /// <param name="interceptor">The interceptor.</param>
    public Task SetInterceptorAsync(IConnectionInterceptor interceptor) => _setter.SetInterceptorAsync(interceptor);

    /// <summary>Lets everything through from now on, which is how a plugin starts.</summary>
    public Task Pass() => SetInterceptorAsync(ConnectionInterceptors.Noop.Instance);

    /// <summary>Lets everything through, after a while.</summary>
    /// <param name="delay">How long to wait first.</param>
    public Task PassWithDelay(TimeSpan delay) => SetInterceptorAsync(new ConnectionInterceptors.Delay(delay, ConnectionInterceptors.Noop.Instance));

    /// <summary>Fails with <see cref="TestConnectionException"/> from now on, each time.</summary>
    public Task Fail() => SetInterceptorAsync(ConnectionInterceptors.Failure.Instance);

    /// <summary>Fails with <see cref="TestConnectionException"/>, after a while.</summary>
    /// <param name="delay">How long to wait first.</param>
    public Task FailWithDelay(TimeSpan delay) => SetInterceptorAsync(new ConnectionInterceptors.Delay(delay, ConnectionInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestConnectionException"/> when the predicate holds.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailIf(Func<bool> predicate) => SetInterceptorAsync(new ConnectionInterceptors.OnCondition(predicate, ConnectionInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestConnectionException"/>, after a while, when the predicate holds.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailIfWithDelay(TimeSpan delay, Func<bool> predicate) => SetInterceptorAsync(new ConnectionInterceptors.OnCondition(predicate, new ConnectionInterceptors.Delay(delay, ConnectionInterceptors.Failure.Instance)));

    /// <summary>Fails with <see cref="TestConnectionException"/> when the predicate does not hold.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailUnless(Func<bool> predicate) => SetInterceptorAsync(new ConnectionInterceptors.OnCondition(predicate, ConnectionInterceptors.Failure.Instance, negate: true));

    /// <summary>Fails with <see cref="TestConnectionException"/>, after a while, when the predicate does not hold.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailUnlessWithDelay(TimeSpan delay, Func<bool> predicate) => SetInterceptorAsync(new ConnectionInterceptors.OnCondition(predicate, new ConnectionInterceptors.Delay(delay, ConnectionInterceptors.Failure.Instance), negate: true));

    /// <summary>Fails with <see cref="TestConnectionException"/> when the predicate holds.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailIf(Func<Task<bool>> predicate) => SetInterceptorAsync(new ConnectionInterceptors.OnCondition(predicate, ConnectionInterceptors.Failure.Instance));

    /// <summary>Fails with <see cref="TestConnectionException"/>, after a while, when the predicate holds.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailIfWithDelay(TimeSpan delay, Func<Task<bool>> predicate) => SetInterceptorAsync(new ConnectionInterceptors.OnCondition(predicate, new ConnectionInterceptors.Delay(delay, ConnectionInterceptors.Failure.Instance)));

    /// <summary>Fails with <see cref="TestConnectionException"/> when the predicate does not hold.</summary>
    /// <param name="predicate">Decides.</param>
    public Task FailUnless(Func<Task<bool>> predicate) => SetInterceptorAsync(new ConnectionInterceptors.OnCondition(predicate, ConnectionInterceptors.Failure.Instance, negate: true));

    /// <summary>Fails with <see cref="TestConnectionException"/>, after a while, when the predicate does not hold.</summary>
    /// <param name="delay">How long to wait first.</param>
    /// <param name="predicate">Decides.</param>
    public Task FailUnlessWithDelay(TimeSpan delay, Func<Task<bool>> predicate) => SetInterceptorAsync(new ConnectionInterceptors.OnCondition(predicate, new ConnectionInterceptors.Delay(delay, ConnectionInterceptors.Failure.Instance), negate: true));
}

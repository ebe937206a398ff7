namespace Akka.Persistence.TestKit;

/// <summary>Decides whether a plugin reaches its storage. Asked before every call, on any thread.</summary>
public interface IConnectionInterceptor
{
    /// <summary>Completes when the storage is reached; an error fails the call.</summary>
    Task InterceptAsync();
}

/// <summary>Puts an interceptor before the storage of a <see cref="TestJournal"/>.</summary>
public interface IJournalConnectionBehaviorSetter
{
    /// <summary>Replaces the interceptor; done when it holds for everything that comes later.</summary>
    /// <param name="interceptor">The interceptor.</param>
    Task SetInterceptorAsync(IConnectionInterceptor interceptor);
}

/// <summary>Puts an interceptor before the storage of a <see cref="TestSnapshotStore"/>.</summary>
public interface ISnapshotStoreConnectionBehaviorSetter
{
    /// <summary>Replaces the interceptor; done when it holds for everything that comes later.</summary>
    /// <param name="interceptor">The interceptor.</param>
    Task SetInterceptorAsync(IConnectionInterceptor interceptor);
}

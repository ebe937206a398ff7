namespace Akka.TestKit;

/// <summary>A predicate over messages of one type, among others over other types.</summary>
public class PredicateInfo
{
    private readonly Predicate<object> _holds;

    private PredicateInfo(Delegate predicate, Type type, Predicate<object> holds)
    {
        PredicateT = predicate;
        Type = type;
        _holds = holds;
    }

    /// <summary>The predicate.</summary>
    public Delegate PredicateT { get; }

    /// <summary>The type of the messages.</summary>
    public Type Type { get; }

    /// <summary>Wraps a predicate.</summary>
    /// <typeparam name="T">The type of the messages.</typeparam>
    /// <param name="predicateT">The predicate.</param>
    /// <returns>The wrapped predicate.</returns>
    public static PredicateInfo Create<T>(Predicate<T> predicateT)
    {
        ArgumentNullException.ThrowIfNull(predicateT);
        return new PredicateInfo(predicateT, typeof(T), message => message is T typed && predicateT(typed));
    }

    internal static PredicateInfo Of<T>(Delegate predicate) => predicate as Predicate<T> is { } typed
        ? Create(typed)
        : new PredicateInfo(predicate, typeof(T), message => message is T && predicate.DynamicInvoke(message) is true);

    internal bool Holds(object message) => _holds(message);
}

/// <summary>Wraps predicates over messages of different types, for <see cref="TestKitBase.ExpectMsgAllOfMatchingPredicates(PredicateInfo[])"/>.</summary>
public static class PredicateInfoFactory
{
    /// <summary>Wraps a predicate.</summary>
    /// <typeparam name="T">The type of the messages.</typeparam>
    /// <param name="predicateT">The predicate.</param>
    /// <returns>The wrapped predicate.</returns>
    public static PredicateInfo CreatePredicateInfo<T>(Predicate<T> predicateT) => PredicateInfo.Create(predicateT);

    /// <summary>Wraps a delegate that takes a message and returns a bool.</summary>
    /// <typeparam name="T">The type of the messages.</typeparam>
    /// <param name="predicateT">The delegate.</param>
    /// <returns>The wrapped predicate.</returns>
    public static PredicateInfo CreatePredicateInfo<T>(Delegate predicateT)
    {
        ArgumentNullException.ThrowIfNull(predicateT);
        return PredicateInfo.Of<T>(predicateT);
    }
}

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

    internal bool Holds(object message) => _holds(message);
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// Hands events to those who subscribed to their class. Every member is thread-safe. Publishing takes no lock: who gets the events of a
/// class is worked out once and kept until a subscription changes. Events go out in the order in which the subscribers came, each
/// subscriber once.
/// </summary>
/// <typeparam name="TEvent">The events.</typeparam>
/// <typeparam name="TClassifier">Their classes.</typeparam>
/// <typeparam name="TSubscriber">The subscribers.</typeparam>
public abstract class EventBus<TEvent, TClassifier, TSubscriber> where TClassifier : notnull where TSubscriber : notnull
{
    private readonly Lock _gate = new(); // guards everything below but the reading of _routes
    private readonly Dictionary<TSubscriber, List<Subscription<TSubscriber, TClassifier>>> _subscriptions = [];
    private ConcurrentDictionary<TClassifier, TSubscriber[]> _routes = new();
    private long _nextNumber;

    /// <summary>Starts without subscribers.</summary>
    protected EventBus()
    {
    }

    /// <summary>Subscribes to a class of events and all classes below it.</summary>
    /// <param name="subscriber">Who.</param>
    /// <param name="classifier">The class.</param>
    /// <returns>False when it was subscribed to that very class already.</returns>
    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(classifier);
        lock (_gate)
        {
            if (!_subscriptions.TryGetValue(subscriber, out var mine)) _subscriptions.Add(subscriber, mine = []);
            var changed = false;
            // What was taken out of a wider subscription comes back.
            foreach (var one in mine) changed |= one.Readmit(classifier, (parent, child) => IsSubClassification(parent, child));
            if (!mine.Exists(one => one.Is(classifier)))
            {
                mine.Add(new Subscription<TSubscriber, TClassifier>(subscriber, classifier, _nextNumber++));
                changed = true;
            }

            if (changed) ForgetRoutes_NeedsLock();
            return changed;
        }
    }

    /// <summary>Ends all subscriptions of a subscriber.</summary>
    /// <param name="subscriber">Who.</param>
    /// <returns>False when it had none.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_gate)
        {
            if (!_subscriptions.Remove(subscriber)) return false;
            ForgetRoutes_NeedsLock();
            return true;
        }
    }

    /// <summary>Ends the subscription to a class of events and all classes below it, also when a wider subscription covers them: the rest of that one stays.</summary>
    /// <param name="subscriber">Who.</param>
    /// <param name="classifier">The class.</param>
    /// <returns>False when none of its subscriptions covered the class.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(classifier);
        lock (_gate)
        {
            if (!_subscriptions.TryGetValue(subscriber, out var mine)) return false;
            var changed = mine.RemoveAll(one => IsSubClassification(classifier, one.Classifier)) > 0;
            foreach (var one in mine)
                if (IsSubClassification(one.Classifier, classifier)) changed |= one.Unsubscriptions.Add(classifier);
            if (mine.Count == 0) _subscriptions.Remove(subscriber);
            if (changed) ForgetRoutes_NeedsLock();
            return changed;
        }
    }

    /// <summary>Hands an event to everyone who subscribed to its class.</summary>
    /// <param name="event">The event.</param>
    public virtual void Publish(TEvent @event)
    {
        foreach (var subscriber in Route(GetClassifier(@event))) Publish(@event, subscriber);
    }

    /// <summary>Tells whether a class is another or below it.</summary>
    /// <param name="parent">The other.</param>
    /// <param name="child">The class.</param>
    /// <returns>True when it is.</returns>
    protected abstract bool IsSubClassification(TClassifier parent, TClassifier child);

    /// <summary>Hands an event to a subscriber.</summary>
    /// <param name="event">The event.</param>
    /// <param name="subscriber">The subscriber.</param>
    protected abstract void Publish(TEvent @event, TSubscriber subscriber);

    /// <summary>Tells whether an event is of a class.</summary>
    /// <param name="event">The event.</param>
    /// <param name="classifier">The class.</param>
    /// <returns>True when it is.</returns>
    protected abstract bool Classify(TEvent @event, TClassifier classifier);

    /// <summary>The class of an event.</summary>
    /// <param name="event">The event.</param>
    /// <returns>Its class. Events of one class have the same subscribers.</returns>
    protected abstract TClassifier GetClassifier(TEvent @event);

    /// <summary>The short name of an object's type.</summary>
    /// <param name="source">The object.</param>
    /// <returns>The name.</returns>
    protected string SimpleName(object source) => Logging.SimpleName(source);

    /// <summary>The short name of a type.</summary>
    /// <param name="source">The type.</param>
    /// <returns>The name.</returns>
    protected string SimpleName(Type source) => Logging.SimpleName(source);

    /// <summary>True when publishing an event of this class reaches somebody.</summary>
    internal bool HasSubscribers(TClassifier classifier) => Route(classifier).Length > 0;

    internal bool IsSubscribed(TSubscriber subscriber)
    {
        lock (_gate) return _subscriptions.ContainsKey(subscriber);
    }

    internal TSubscriber[] Subscribers()
    {
        lock (_gate) return [.. _subscriptions.OrderBy(static one => one.Value[0].Number).Select(static one => one.Key)];
    }

    private TSubscriber[] Route(TClassifier classifier) => Volatile.Read(ref _routes).TryGetValue(classifier, out var known) ? known : FindRoute(classifier);

    private TSubscriber[] FindRoute(TClassifier classifier)
    {
        lock (_gate)
        {
            var found = new List<(long Number, TSubscriber Subscriber)>();
            foreach (var (subscriber, mine) in _subscriptions)
            {
                var first = long.MaxValue;
                foreach (var one in mine)
                    if (one.Number < first && Covers(one, classifier)) first = one.Number;
                if (first != long.MaxValue) found.Add((first, subscriber));
            }

            // The dictionary's order is nobody's business: subscribers are served in the order in which they came.
            found.Sort(static (left, right) => left.Number.CompareTo(right.Number));
            TSubscriber[] route = found.Count == 0 ? [] : [.. found.Select(static one => one.Subscriber)];
            _routes[classifier] = route;
            return route;
        }
    }

    private bool Covers(Subscription<TSubscriber, TClassifier> subscription, TClassifier classifier)
    {
        if (!IsSubClassification(subscription.Classifier, classifier)) return false;
        foreach (var taken in subscription.Unsubscriptions)
            if (IsSubClassification(taken, classifier)) return false;
        return true;
    }

    // A publisher that found its route just before serves the subscribers of that moment.
    private void ForgetRoutes_NeedsLock()
    {
        if (!_routes.IsEmpty) Volatile.Write(ref _routes, new ConcurrentDictionary<TClassifier, TSubscriber[]>());
    }
}

/// <summary>A bus whose subscribers are actors.</summary>
/// <typeparam name="TEvent">The events.</typeparam>
/// <typeparam name="TClassifier">Their classes.</typeparam>
public abstract class ActorEventBus<TEvent, TClassifier> : EventBus<TEvent, TClassifier, IActorRef> where TClassifier : notnull
{
    /// <summary>Starts without subscribers.</summary>
    protected ActorEventBus()
    {
    }
}

/// <summary>That someone gets a class of events, without some classes below it.</summary>
/// <typeparam name="TSubscriber">The subscriber.</typeparam>
/// <typeparam name="TClassifier">The class.</typeparam>
public class Subscription<TSubscriber, TClassifier>
{
    private readonly bool _hasClassifier;

    /// <summary>A subscription without exceptions.</summary>
    /// <param name="subscriber">Who.</param>
    public Subscription(TSubscriber subscriber) : this(subscriber, [])
    {
    }

    /// <summary>A subscription with exceptions.</summary>
    /// <param name="subscriber">Who.</param>
    /// <param name="unsubscriptions">The classes that it does not cover.</param>
    public Subscription(TSubscriber subscriber, IEnumerable<TClassifier> unsubscriptions)
    {
        Subscriber = subscriber;
        Unsubscriptions = new HashSet<TClassifier>(unsubscriptions);
    }

    internal Subscription(TSubscriber subscriber, TClassifier classifier, long number) : this(subscriber)
    {
        Classifier = classifier;
        Number = number;
        _hasClassifier = true;
    }

    /// <summary>Who gets the events.</summary>
    public TSubscriber Subscriber { get; }

    /// <summary>The classes that this subscription does not cover.</summary>
    public ISet<TClassifier> Unsubscriptions { get; }

    [AllowNull]
    internal TClassifier Classifier { get; }

    internal long Number { get; }

    internal bool Is(TClassifier classifier) => _hasClassifier && EqualityComparer<TClassifier>.Default.Equals(Classifier, classifier);

    internal bool Readmit(TClassifier classifier, Func<TClassifier, TClassifier, bool> isSubClassification)
    {
        var taken = Unsubscriptions.Where(one => isSubClassification(classifier, one)).ToArray();
        foreach (var one in taken) Unsubscriptions.Remove(one);
        return taken.Length > 0;
    }
}

using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Routing;

/// <summary>The routees take turns. With senders on several threads each message still takes the next turn.</summary>
public sealed class RoundRobinRoutingLogic : RoutingLogic
{
    private int _next;

    /// <summary>Begins with the first routee.</summary>
    public RoundRobinRoutingLogic() : this(-1)
    {
    }

    /// <summary>Begins behind a turn.</summary>
    /// <param name="next">The number of the last turn; -1 begins with the first routee.</param>
    public RoundRobinRoutingLogic(int next) => _next = next;

    /// <inheritdoc/>
    public override Routee Select(object message, Routee[] routees)
    {
        if (routees.Length == 0) return Routee.NoRoutee;
        // Unsigned, so that the order goes on when the counter wraps around.
        return routees[unchecked((uint)Interlocked.Increment(ref _next)) % (uint)routees.Length];
    }
}

/// <summary>All routees get every message.</summary>
public sealed class BroadcastRoutingLogic : RoutingLogic
{
    // Made once for the routees, not for every message.
    private Selection _last = new([], Routee.NoRoutee);

    /// <summary>Nothing to set up.</summary>
    public BroadcastRoutingLogic()
    {
    }

    /// <inheritdoc/>
    public override Routee Select(object message, Routee[] routees)
    {
        var last = Volatile.Read(ref _last);
        if (ReferenceEquals(last.Routees, routees)) return last.All;
        var all = routees.Length == 0 ? Routee.NoRoutee : new SeveralRoutees(routees);
        Volatile.Write(ref _last, new Selection(routees, all));
        return all;
    }

    private sealed record Selection(Routee[] Routees, Routee All);
}

/// <summary>A random routee gets the message.</summary>
public class RandomLogic : RoutingLogic
{
    private long _state;

    /// <summary>Makes the same choices in every run.</summary>
    public RandomLogic()
    {
    }

    internal RandomLogic(ActorSystem system) => _state = ((ActorSystemImpl)system).Runtime.NextLong();

    /// <inheritdoc/>
    public override Routee Select(object message, Routee[] routees)
    {
        if (routees.Length == 0) return Routee.NoRoutee;
        var random = unchecked((ulong)Runtime.Mix(Interlocked.Add(ref _state, unchecked((long)0x9E3779B97F4A7C15))));
        return routees[random % (ulong)routees.Length];
    }
}

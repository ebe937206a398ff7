namespace Akka.Routing;

/// <summary>A message to a router actor itself. It is handled by the router in its turn, while other messages go on to the routees past it.</summary>
public abstract class RouterManagementMessage
{
    /// <summary>Nothing to set up.</summary>
    protected RouterManagementMessage()
    {
    }
}

/// <summary>Asks a router for its routees: the answer is <see cref="Routees"/>.</summary>
public sealed class GetRoutees : RouterManagementMessage
{
    /// <summary>Makes the question.</summary>
    public GetRoutees()
    {
    }

    /// <summary>One for all.</summary>
    public static GetRoutees Instance { get; } = new();
}

/// <summary>Ready-made messages to routers.</summary>
public static class RouterMessage
{
    /// <summary>Asks for the routees.</summary>
    public static readonly GetRoutees GetRoutees = GetRoutees.Instance;
}

/// <summary>The answer to <see cref="GetRoutees"/>.</summary>
public sealed class Routees
{
    /// <summary>Names the routees.</summary>
    /// <param name="routees">The routees.</param>
    public Routees(IEnumerable<Routee> routees)
    {
        ArgumentNullException.ThrowIfNull(routees);
        Members = [.. routees];
    }

    /// <summary>The routees at the moment of the answer, in the order in which they were added.</summary>
    public IEnumerable<Routee> Members { get; }
}

/// <summary>Adds a routee to a router. It is not made the router's child.</summary>
public sealed class AddRoutee : RouterManagementMessage
{
    /// <summary>Names the routee.</summary>
    /// <param name="routee">The routee.</param>
    public AddRoutee(Routee routee) => Routee = routee;

    /// <summary>The routee.</summary>
    public Routee Routee { get; }
}

/// <summary>Removes a routee from a router. If it is the router's child, it is stopped by a <see cref="Actor.PoisonPill"/> a moment later.</summary>
public sealed class RemoveRoutee : RouterManagementMessage
{
    /// <summary>Names the routee.</summary>
    /// <param name="routee">The routee.</param>
    public RemoveRoutee(Routee routee) => Routee = routee;

    /// <summary>The routee.</summary>
    public Routee Routee { get; }
}

/// <summary>Adds routees to a pool, or removes the last ones, each stopped by a <see cref="Actor.PoisonPill"/> a moment later.</summary>
public sealed class AdjustPoolSize : RouterManagementMessage
{
    /// <summary>Says how many.</summary>
    /// <param name="change">How many more; negative for fewer.</param>
    public AdjustPoolSize(int change) => Change = change;

    /// <summary>How many more; negative for fewer.</summary>
    public int Change { get; }
}

/// <summary>Lets a pool with a resizer look at its size. The pool tells itself when its resizer says that it is time.</summary>
public class Resize : RouterManagementMessage
{
    internal static readonly Resize Instance = new();

    /// <summary>Makes the request.</summary>
    public Resize()
    {
    }
}

using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Routing;

/// <summary>
/// What stands in the inbox's place of a router actor: it routes on the sender's thread, and keeps for the actor only what is for the router
/// itself. Routees are added and removed on the router's own thread, by replacing the immutable <see cref="Routing.Router"/>.
/// </summary>
internal sealed class RouterIntake(ActorCell cell, RouterConfig config, Router router, Props routeeProps) : Intake
{
    // A sender that has read the old router may still be about to tell a routee that has been removed.
    private static readonly TimeSpan StopDelay = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Letter> _letters = new();
    private readonly Resizer? _resizer = (config as Pool)?.Resizer;
    private Router _router = router;
    private long _routed;
    private int _resizing;

    public RouterConfig Config { get; } = config;

    public Router Router => Volatile.Read(ref _router);

    public override bool HasLetters => !_letters.IsEmpty;

    public override int Count => _letters.Count;

    public override bool Put(ActorCell owner, object message, IActorRef? sender)
    {
        if (Config.IsManagementMessage(message))
        {
            _letters.Enqueue(new Letter(message, sender));
            return true;
        }

        var resize = _resizer is not null && IsTimeForResize(_resizer);
        if (resize) _letters.Enqueue(new Letter(Resize.Instance, null));
        Router.Route(message, sender ?? owner.SystemImpl.DeadLetters);
        return resize;
    }

    public override Letter? Take() => _letters.TryDequeue(out var letter) ? letter : null;

    public override void Close(ActorCell owner)
    {
        while (_letters.TryDequeue(out var letter))
            owner.SystemImpl.DeadLetters.Tell(new Event.DeadLetter(letter.Message, letter.Sender ?? owner.SystemImpl.DeadLetters, owner), letter.Sender);
    }

    /// <summary>Makes the routees that the configuration says. Called by whoever builds the cell.</summary>
    public void AddFirst()
    {
        switch (Config)
        {
            case Pool pool:
                Grow(pool.GetNrOfInstances(cell.System));
                if (_resizer is not null && _resizer.IsTimeForResize(_routed++)) Adjust(_resizer.Resize(Router.Routees));
                break;
            case Group group:
                Add([.. group.GetPaths(cell.System).Select(path => new ActorSelectionRoutee(cell.ActorSelection(path)))]);
                break;
            default:
                foreach (var routee in Router.Routees) Watch(routee);
                break;
        }
    }

    public void Resized()
    {
        if (_resizer is null) return;
        try
        {
            Adjust(_resizer.Resize(Router.Routees));
        }
        finally
        {
            Volatile.Write(ref _resizing, 0);
        }
    }

    /// <summary>Makes so many routees more, or removes the last ones.</summary>
    public void Adjust(int change)
    {
        if (change > 0) Grow(change);
        else if (change < 0) Remove(Router.Routees.TakeLast(-change).ToArray(), stops: true);
    }

    public void Add(params Routee[] routees)
    {
        foreach (var routee in routees) Watch(routee);
        Volatile.Write(ref _router, Router.WithRoutees([.. Router.Routees, .. routees]));
    }

    public void Remove(Routee[] routees, bool stops)
    {
        Volatile.Write(ref _router, Router.WithRoutees(Router.Routees.Where(one => Array.IndexOf(routees, one) < 0).ToArray()));
        foreach (var routee in routees.OfType<ActorRefRoutee>())
        {
            cell.Unwatch(routee.Actor);
            if (stops && routee.Actor is ActorCell child && ReferenceEquals(child.Parent, cell)) cell.System.Scheduler.ScheduleTellOnce(StopDelay, child, PoisonPill.Instance, cell);
        }
    }

    private void Grow(int count)
    {
        var made = new Routee[count];
        for (var i = 0; i < count; i++) made[i] = new ActorRefRoutee(cell.ActorOf(routeeProps));
        Add(made);
    }

    private void Watch(Routee routee)
    {
        if (routee is ActorRefRoutee actor) cell.Watch(actor.Actor);
    }

    // One look at a time: until the router has had it, what is asked for in between is forgotten.
    private bool IsTimeForResize(Resizer resizer) =>
        Volatile.Read(ref _resizing) == 0 && resizer.IsTimeForResize(Interlocked.Increment(ref _routed) - 1) && Interlocked.CompareExchange(ref _resizing, 1, 0) == 0;
}

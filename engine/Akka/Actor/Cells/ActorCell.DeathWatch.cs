using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

// Watching other actors, and being watched.
public sealed partial class ActorCell
{
    /// <inheritdoc/>
    public IActorRef Watch(IActorRef subject) => WatchFor(subject, null);

    /// <inheritdoc/>
    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return WatchFor(subject, message);
    }

    /// <inheritdoc/>
    public IActorRef Unwatch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (Equals(subject)) return subject;
        if (_extras?.Watching?.Remove(subject) == true)
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, this));
        _extras?.TerminatedQueued?.Remove(subject);
        return subject;
    }

    internal bool IsWatching(IActorRef subject) => _extras?.Watching?.ContainsKey(subject) == true;

    private IActorRef WatchFor(IActorRef subject, object? message)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (Equals(subject)) return subject;
        var watching = Extras.Watching ??= [];
        if (watching.TryGetValue(subject, out var previous))
        {
            if (!Equals(previous, message))
                throw new InvalidOperationException($"Watch({subject}) was called with another message already: unwatch it first.");
            return subject;
        }

        watching.Add(subject, message);
        ((IInternalActorRef)subject).SendSystemMessage(new Watch((IInternalActorRef)subject, this));
        return subject;
    }

    private void AddWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (!Equals(watchee) || Equals(watcher) || !(Extras.Watchers ??= []).Add(watcher)) return;
        if (_system.Settings.DebugLifecycle) Publish(new Event.Debug(Path.ToString(), KnownType, $"now watched by {watcher}"));
    }

    private void RemoveWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (!Equals(watchee) || _extras?.Watchers?.Remove(watcher) != true) return;
        if (_system.Settings.DebugLifecycle) Publish(new Event.Debug(Path.ToString(), KnownType, $"no longer watched by {watcher}"));
    }

    private void ActorDied(DeathWatchNotification death)
    {
        var watched = _extras?.Watching;
        if (watched is not null && watched.Remove(death.Actor, out var message) && _phase is not (Phase.Stopping or Phase.Stopped))
        {
            (Extras.TerminatedQueued ??= []).TryAdd(death.Actor, message);
            TellInternal(new Terminated(death.Actor, death.ExistenceConfirmed, death.AddressTerminated), death.Actor);
        }

        if (death.Actor is ActorCell child && ReferenceEquals(child._parent, this)) ChildStopped(child);
    }

    // An Unwatch after the death, but before this, has taken the entry away.
    private void DeliverTerminated(Terminated terminated)
    {
        if (_extras?.TerminatedQueued?.Remove(terminated.ActorRef, out var message) == true)
            InvokeAccepted(message ?? terminated, terminated.ActorRef);
    }

    private void UnwatchAll()
    {
        if (_extras?.Watching is not { Count: > 0 } watching) return;
        foreach (var subject in watching.Keys)
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, this));
        watching.Clear();
        _extras.TerminatedQueued?.Clear();
    }

    private void TellWatchers(CellExtras? extras, bool areLocal)
    {
        if (extras?.Watchers is not { } watchers) return;
        foreach (var watcher in watchers)
        {
            if (watcher.IsLocal != areLocal || ReferenceEquals(watcher, _parent)) continue; // the parent is told as such
            watcher.SendSystemMessage(new DeathWatchNotification(this, existenceConfirmed: true, addressTerminated: false));
        }
    }
}

using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

// Creating, finding and stopping children.
public sealed partial class ActorCell
{
    /// <summary>Creates a child.</summary>
    /// <param name="props">How to make the actor.</param>
    /// <param name="name">Its name, unique among its siblings; null for a made-up one.</param>
    /// <returns>The new actor's reference; it can be used at once.</returns>
    /// <exception cref="InvalidActorNameException">The name is taken or not legal.</exception>
    /// <exception cref="InvalidOperationException">This actor is stopping or has stopped.</exception>
    public IActorRef ActorOf(Props props, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null) CheckName(name);
        if (_system.Settings.SerializeAllCreators) _system.Serialization.VerifyCreator(props);
        var deploy = _system.DeploymentFor(this, name, props.Deploy);
        if (!ReferenceEquals(deploy.RouterConfig, Routing.NoRouter.Instance)) return RouterOf(props, deploy, name);
        if (!ReferenceEquals(deploy, props.Deploy)) props = props.WithExactly(deploy);
        var dispatcher = deploy.Dispatcher.Length == 0 ? _system.Dispatchers.DefaultGlobalDispatcher : _system.Dispatchers.Lookup(deploy.Dispatcher);
        var mailbox = _system.Mailboxes.For(props.Type, deploy.Mailbox, dispatcher);
        var child = new ActorCell(_system, props, dispatcher, this, name);
        if (mailbox is null)
        {
            Take(child, name);
            child.Start();
        }
        else
        {
            child.BeginBuilding();
            Take(child, name);
            child.Build(mailbox);
        }

        return child;
    }

    private void Take(ActorCell child, string? name)
    {
        var children = _children ?? Interlocked.CompareExchange(ref _children, new Children(), null) ?? _children;
        if (!children.TryAdd(child, name))
        {
            if (children.IsClosed) throw new InvalidOperationException($"Cannot create child [{name ?? child.Props.Type.ToString()}] of [{Path}] while it is terminating or terminated.");
            throw new InvalidActorNameException($"Actor name \"{name}\" is not unique!");
        }

        // A child made while its parent waits (in PreRestart, or by what is left of an async handler) waits with it.
        if (ReferenceEquals(_threadCurrent, this))
            for (var i = 0; i < _suspensions; i++) child.Suspend();
        if (_system.Settings.DebugLifecycle) Publish(new Event.Debug(Path.ToString(), KnownType, $"now supervising {child}"));
    }

    /// <summary>Takes in a child made elsewhere: the guardians.</summary>
    internal void AdoptChild(ActorCell child, string name) => (_children ??= new Children()).TryAdd(child, name);

    /// <inheritdoc/>
    public ActorSelection ActorSelection(string path) => ActorRefFactoryShared.ActorSelection(path, _system, this);

    /// <inheritdoc/>
    public ActorSelection ActorSelection(ActorPath path) => ActorRefFactoryShared.ActorSelection(path, _system);

    IActorRef IActorContext.Child(string name) => Child(name);

    internal IActorRef Child(string name) => FindChild(name) ?? (IActorRef)ActorRefs.Nobody;

    /// <summary>The children, in the order in which they were started.</summary>
    /// <returns>The children at this moment.</returns>
    public IEnumerable<IInternalActorRef> GetChildren() => ChildCells();

    IEnumerable<IActorRef> IActorContext.GetChildren() => ChildCells();

    /// <summary>Stops a child or the actor itself, after the message it is handling.</summary>
    /// <param name="child">The actor to stop.</param>
    public void Stop(IActorRef child)
    {
        ArgumentNullException.ThrowIfNull(child);
        if (child is ActorCell cell && ReferenceEquals(cell._parent, this)) StopChild(cell);
        else ((IInternalActorRef)child).Stop();
    }

    /// <inheritdoc/>
    public override void Stop() => SendSystemMessage(new Terminate());

    /// <inheritdoc/>
    public override void Suspend() => SendSystemMessage(new Suspend());

    /// <inheritdoc/>
    public override void Resume(Exception? causedByFailure = null) => SendSystemMessage(new Resume(causedByFailure));

    /// <inheritdoc/>
    public override void Restart(Exception cause) => SendSystemMessage(new Recreate(cause));

    /// <inheritdoc/>
    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        IInternalActorRef at = this;
        for (var i = 0; i < name.Count; i++)
        {
            switch (name[i])
            {
                case "":
                    continue;
                case "..":
                    at = ParentOf(at);
                    continue;
            }

            if (at is not ActorCell cell) return at.GetChild([.. name.Skip(i)]);
            if (cell.FindChildWithUid(name[i]) is not { } child) return ActorRefs.Nobody;
            at = child;
        }

        return at;
    }

    /// <summary>The parent as paths see it: the root is its own.</summary>
    internal static IInternalActorRef ParentOf(IInternalActorRef actor) => ReferenceEquals(actor, actor.Provider.RootGuardian) ? actor : actor.Parent;

    internal ActorCell[] ChildCells() => _children?.ToArray() ?? [];

    internal List<ActorCell> ChildPage(long from, int most) => _children?.Page(from, most) ?? [];

    internal List<ActorCell> ChildSample(int most) => _children?.Sample(most) ?? [];

    internal int ChildCount => _children?.Count ?? 0;

    internal ActorCell? FindChild(string name) => _children is { } children && children.TryGet(name, out var child) ? child : null;

    internal void StopChildrenForRestart()
    {
        foreach (var child in ChildCells())
        {
            if (_extras?.Watching?.ContainsKey(child) == true) Unwatch(child);
            StopChild(child);
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0) throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException($"Illegal actor name [{name}]. A name is made of ASCII letters, digits, {ActorPath.ValidSymbols} and percent escapes, and must not start with $.");
    }

    internal ActorCell? FindChildWithUid(string element)
    {
        var hash = element.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0) return FindChild(element);
        var child = FindChild(element[..hash]);
        return child is not null && long.TryParse(element.AsSpan(hash + 1), out var uid) && (uid == 0 || child.Uid == uid) ? child : null;
    }

    private void StopChild(ActorCell child)
    {
        if (_children is { } children && !child._toldToStop && children.Contains(child))
        {
            child._toldToStop = true;
            children.Dying++;
        }

        child.Stop();
    }

    private void SuspendChildren()
    {
        foreach (var child in ChildCells()) child.Suspend();
    }

    private void ResumeChildren(Exception? cause, IActorRef? perpetrator)
    {
        foreach (var child in ChildCells())
            child.Resume(ReferenceEquals(child, perpetrator) ? cause : null);
    }

    private void ChildStopped(ActorCell child)
    {
        if (_children?.Remove(child) != true) return;
        if (child._toldToStop) _children.Dying--;
        if (_actor is not null && _phase is Phase.Alive) Strategy.HandleChildTerminated(this, child, ChildrenWhenAsked());
        if (_children.Dying > 0) return;
        if (_phase == Phase.Stopping && _children.Count == 0) FinishStop();
        else if (_phase == Phase.Restarting) FinishRestart();
    }

    private void ChildFailed(Failed failed)
    {
        var child = failed.Child;
        if (_phase is Phase.Stopping or Phase.Stopped || _children?.Contains(child) != true) return;
        var stats = child.RestartStats;
        var cause = failed.Cause;
        try
        {
            if (Strategy.HandleFailure(this, child, cause, stats, new ChildStatistics(this))) return;
        }
        catch (Exception failure)
        {
            cause = failure; // the decider's
        }

        var isBusy = _phase is Phase.Failed or Phase.Restarting;
        Fail(cause, child);
        if (isBusy) StopChild(child); // its supervisor's answer will not be about this child: without an answer it would hang
    }

    // Strategies rarely look, and a copy for each of a million children that stop would take for ever.
    private IEnumerable<IInternalActorRef> ChildrenWhenAsked()
    {
        foreach (var child in ChildCells()) yield return child;
    }

    /// <summary>The strategy of the props, or else the actor's own, which is asked for once per instance.</summary>
    private SupervisorStrategy Strategy => _props.SupervisorStrategy ?? (Extras.Strategy ??= _actor?.SupervisorStrategy() ?? SupervisorStrategy.DefaultStrategy);

    internal Internal.ChildRestartStats RestartStats => Extras.RestartStats ??= new Internal.ChildRestartStats(this);

    /// <summary>Restart statistics of every child, made as they are read.</summary>
    private sealed class ChildStatistics(ActorCell parent) : IReadOnlyCollection<Internal.ChildRestartStats>
    {
        public int Count => parent.ChildCount;

        public IEnumerator<Internal.ChildRestartStats> GetEnumerator() => parent.ChildCells().Select(static child => child.RestartStats).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

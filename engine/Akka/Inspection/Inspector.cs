using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration.Hocon;

namespace Akka.Inspection;

/// <summary>
/// Answers questions about a running system. Every answer is bounded, whatever the size of the system, and nobody but who asks pays
/// for it: what is shown is there anyway, and is read from outside while actors go on. Thread-safe.
/// </summary>
public sealed class Inspector
{
    /// <summary>How many waiting messages of an actor are counted unless a question says otherwise: 1,000.</summary>
    public const int MostMessagesCounted = 1_000;

    private const int MostOfPage = 10_000;

    private readonly ActorSystemImpl _system;

    internal Inspector(ActorSystemImpl system) => _system = system;

    /// <summary>The system as a whole.</summary>
    /// <returns>Its figures.</returns>
    public SystemInfo System()
    {
        var counters = _system.Counters;
        var stopped = counters.Stopped; // first, so that no actor is counted as stopped and not as started
        return new SystemInfo
        {
            Name = _system.Name,
            Uptime = _system.Uptime,
            Started = counters.Started,
            Stopped = stopped,
            DeadLetters = counters.DeadLetters,
            Unhandled = counters.Unhandled,
            Failures = counters.Failures,
            Restarts = counters.Restarts,
            SlowHandlers = _system.SlowHandlers.Count,
            RefusedMessages = _system.Serialization.RefusedCount,
            PendingTimers = (_system.Scheduler as HashedWheelTimerScheduler)?.PendingCount,
            Dispatchers =
            [
                .. _system.Dispatchers.Made.Select(static one => new DispatcherInfo(one.Id, one.Throughput, one.Executor?.QueueLength, one.Executor?.ThreadCount)),
            ],
        };
    }

    /// <summary>Finds an actor by its path.</summary>
    /// <param name="path">Such as <c>/user/rooms/$a</c>, with or without the system's address; <c>/</c> is the root.</param>
    /// <returns>The actor, or null when there is none of this process.</returns>
    public IActorRef? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var elements = ActorPath.TryParse(path, out var parsed) ? parsed!.Elements : path.Split('/');
        return _system.Provider.RootGuardian.GetChild([.. elements]) as ActorCell;
    }

    /// <summary>One actor.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="mostMessages">How many waiting messages are counted at most.</param>
    /// <returns>What there is to see; null when the reference is not that of an actor of this process.</returns>
    public ActorInfo? Actor(IActorRef actor, int mostMessages = MostMessagesCounted)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentOutOfRangeException.ThrowIfNegative(mostMessages);
        return (actor as ActorCell)?.Describe(mostMessages);
    }

    /// <summary>A page of the children of an actor. No page holds on to the actors: those that stop between two pages are left out of the second.</summary>
    /// <param name="parent">The parent; null for the root, whose children are <c>/user</c> and <c>/system</c>.</param>
    /// <param name="from">Where to begin: <see cref="ActorPage.Next"/> of the page before, 0 for the first.</param>
    /// <param name="most">How many, from 1 to 10,000.</param>
    /// <param name="mostMessages">How many waiting messages of each are counted at most.</param>
    /// <returns>The page; an empty one when the parent is not an actor of this process or has stopped.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ActorPage Children(IActorRef? parent = null, long from = 0, int most = 100, int mostMessages = MostMessagesCounted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostOfPage);
        ArgumentOutOfRangeException.ThrowIfNegative(mostMessages);
        if ((parent ?? _system.Provider.RootGuardian) is not ActorCell cell) return new ActorPage([], null, 0);
        var children = cell.ChildPage(from, most + 1);
        long? next = children.Count > most ? children[most].Number : null;
        return new ActorPage([.. children.Take(most).Select(child => child.Describe(mostMessages))], next, cell.ChildCount);
    }

    /// <summary>The actors that threads are busy with at this moment: at most one per thread.</summary>
    /// <returns>The actors.</returns>
    public IReadOnlyList<RunningActor> Running()
    {
        var running = new List<RunningActor>();
        foreach (var thread in ActorThread.All)
            if (Volatile.Read(ref thread.Running) is { } cell && ReferenceEquals(cell.SystemImpl, _system) && cell.WhatIsHandled() is { } handling) running.Add(new RunningActor(cell, handling));
        return running;
    }

    /// <summary>
    /// Asks an actor for its state: see <see cref="IInspectable"/>. The question overtakes all messages and is answered between two
    /// handlers. An actor whose handler has kept it for longer than <paramref name="limit"/> already is not asked but reported as busy.
    /// </summary>
    /// <param name="actor">The actor.</param>
    /// <param name="limit">How long to wait for it.</param>
    /// <returns>The state, or why there is none. It does not fail.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public Task<StateAnswer> StateOf(IActorRef actor, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        if (actor is not ActorCell cell || !ReferenceEquals(cell.SystemImpl, _system)) return Task.FromResult(StateAnswer.Stopped);
        // Else who asks a stuck actor again and again would fill its mailbox.
        if (cell.WhatIsHandled() is { IsAwaiting: false, Age: { } age } handling && age > limit)
            return Task.FromResult(new StateAnswer { Kind = StateAnswerKind.Busy, Handling = handling });
        return Ask(cell, limit);
    }

    /// <summary>The actors with the highest values of an attribute, as they are now.</summary>
    /// <param name="by">The attribute.</param>
    /// <param name="count">How many to return.</param>
    /// <param name="sample">How many to look at. Of larger systems a sample is taken that is spread evenly over the children of each parent.</param>
    /// <param name="under">The actor under which to look; null for all.</param>
    /// <returns>The actors.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1, or there is no such attribute.</exception>
    public TopActors Top(ActorAttribute by, int count = 10, int sample = 10_000, IActorRef? under = null)
    {
        var search = new TopSearch(by, SampleUnder(by, under, count, sample));
        return search.Now(count);
    }

    /// <summary>The actors whose values of an attribute have grown most over a window of time.</summary>
    /// <param name="by">The attribute.</param>
    /// <param name="window">The time between the two looks.</param>
    /// <param name="count">How many to return.</param>
    /// <param name="sample">How many to look at: see <see cref="Top"/>.</param>
    /// <param name="under">The actor under which to look; null for all.</param>
    /// <returns>The actors. Those that were started within the window are not among them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1, the window negative, or there is no such attribute.</exception>
    public Task<TopActors> TopOver(ActorAttribute by, TimeSpan window, int count = 10, int sample = 10_000, IActorRef? under = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.Zero);
        var search = new TopSearch(by, SampleUnder(by, under, count, sample));
        return Later();

        async Task<TopActors> Later()
        {
            var before = search.Values();
            await Task.Delay(window, _system.Runtime.TimeProvider).ConfigureAwait(false);
            return search.Since(before, count);
        }
    }

    /// <summary>
    /// The configuration in force as HOCON, every value followed by a comment that says where it was written. Values whose keys speak of
    /// passwords, secrets, tokens and the like are hidden.
    /// </summary>
    /// <param name="path">The section, such as <c>akka.actor</c>; null for everything.</param>
    /// <returns>The text; empty when there is no such section.</returns>
    public string Configuration(string? path = null)
    {
        var root = _system.Settings.Config.Scope.Root;
        if (path is null) return HoconWriter.Write(root, withOrigins: true, hidesSecrets: true);
        return _system.Settings.Config.GetValue(path) is { } value ? HoconWriter.Write(value.View, withOrigins: true, hidesSecrets: true, path) : "";
    }

    private ActorSample SampleUnder(ActorAttribute by, IActorRef? under, int count, int sample)
    {
        if (!Enum.IsDefined(by)) throw new ArgumentOutOfRangeException(nameof(by), by, "There is no such attribute.");
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sample, 1);
        return ActorSample.Take((under ?? _system.Provider.RootGuardian) as ActorCell, sample);
    }

    private async Task<StateAnswer> Ask(ActorCell cell, TimeSpan limit)
    {
        var runtime = _system.Runtime;
        var answered = runtime.NewCompletion<StateAnswer>();
        cell.SendSystemMessage(new Dispatch.SysMsg.InspectState(state => runtime.Complete(() => answered.TrySetResult(state))));
        try
        {
            return await answered.Task.WaitAsync(limit, runtime.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new StateAnswer { Kind = StateAnswerKind.Busy, Handling = cell.WhatIsHandled() };
        }
    }
}

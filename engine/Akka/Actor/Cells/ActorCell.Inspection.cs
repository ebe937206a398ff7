using Akka.Inspection;

namespace Akka.Actor;

// What people who look see. Read from any thread while the actor goes on: every field is read once and may be of another moment than the next.
public sealed partial class ActorCell
{
    internal long MessageCount => Volatile.Read(ref _handled);

    internal int RestartCount => _extras?.Restarts ?? 0;

    internal int StashSize => _extras?.Stash?.Count ?? 0;

    internal int WatcherCount => _extras?.Watchers?.Count ?? 0;

    internal MailboxDepth DepthUpTo(int most)
    {
        var count = CountLetters(most == int.MaxValue ? most : most + 1);
        return new MailboxDepth(Math.Min(count, most), count > most);
    }

    /// <summary>What the actor is at; null when it is not running.</summary>
    internal CurrentMessage? WhatIsHandled()
    {
        var watch = _system.SlowHandlers;
        if (_extras?.AwaitedHandler is { } awaited && Volatile.Read(ref awaited.Waiting) is { } waiting) return new CurrentMessage(waiting.MessageType, watch.Age(waiting), true);
        if (ActorThread.RunningOf(this) is not { } thread) return null;
        var letter = Volatile.Read(ref _current);
        TimeSpan? age = Volatile.Read(ref thread.Seen) is { } seen && seen.Is(this, letter, thread.Runs) ? watch.Age(seen) : watch.IsOn ? TimeSpan.Zero : null;
        return new CurrentMessage(letter is null ? null : Accepted.Unwrap(letter.Message).GetType(), age, false);
    }

    internal ActorInfo Describe(int mostMessages)
    {
        var extras = _extras;
        var actor = _actor;
        return new ActorInfo
        {
            Actor = this,
            // Not kept by the actor: who looks at a million of them would leave a million paths behind.
            Path = _name as ActorPath ?? new ChildActorPath(_parent.Path, Name, Uid),
            Uid = Uid,
            ActorType = actor?.GetType() ?? _props.Type,
            Life = (ActorLife)_phase,
            Behavior = NameOf(_behavior),
            BehaviorDepth = 1 + (extras?.Behaviors?.Count ?? 0),
            Mailbox = DepthUpTo(mostMessages),
            MessageCount = MessageCount,
            RestartCount = extras?.Restarts ?? 0,
            Handling = WhatIsHandled(),
            LastFailure = extras?.LastFailure,
            StashSize = extras?.Stash?.Count ?? 0,
            WatcherCount = extras?.Watchers?.Count ?? 0,
            WatchingCount = extras?.Watching?.Count ?? 0,
            ChildCount = ChildCount,
            Dispatcher = _dispatcher.Id,
            ShowsState = actor is IInspectable,
        };
    }

    // The compiler calls a lambda <Method>b__1, a local function <Method>g__Name|1.
    private static string NameOf(Receive? behavior)
    {
        if (behavior is null) return "Receive";
        var name = (behavior.Target is INamedBehavior named ? named.Source : behavior).Method.Name;
        if (name[0] != '<') return name;
        var method = name[1..name.IndexOf('>', StringComparison.Ordinal)];
        var local = name.IndexOf(">g__", StringComparison.Ordinal);
        return local < 0 ? $"a lambda of {method}" : name[(local + 4)..name.IndexOf('|', local)];
    }
}

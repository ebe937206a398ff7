using System.Collections.Concurrent;
using System.Reflection;

namespace Akka.Actor;

/// <summary>What the engine needs to know of an actor's class, found out once per class.</summary>
internal sealed class ActorTraits
{
    private static readonly ConcurrentDictionary<Type, ActorTraits> Known = new();

    private ActorTraits(Type type)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var wrapper = type.GetMethod(nameof(ActorBase.AroundReceive), Any, [typeof(Receive), typeof(object)]);
        WrapsReceive = wrapper!.DeclaringType != typeof(ActorBase);
        Stashes = typeof(IActorStash).IsAssignableFrom(type);
        HasTimers = typeof(IWithTimers).IsAssignableFrom(type);
        LogsReceive = typeof(ILogReceive).IsAssignableFrom(type);
    }

    public bool WrapsReceive { get; }

    public bool Stashes { get; }

    public bool HasTimers { get; }

    public bool LogsReceive { get; }

    public static ActorTraits Of(Type type) => Known.GetOrAdd(type, static t => new ActorTraits(t));
}

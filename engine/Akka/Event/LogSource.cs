using Akka.Actor;

namespace Akka.Event;

/// <summary>Who logs: a name and a class.</summary>
public readonly struct LogSource
{
    private LogSource(string source, Type type)
    {
        Source = source;
        Type = type;
    }

    /// <summary>The name: an actor's path, or what was given.</summary>
    public string Source { get; }

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>The source that an object stands for.</summary>
    /// <param name="o">A name, a type, an actor or its context; anything else stands for its type.</param>
    /// <returns>The source.</returns>
    public static LogSource Create(object o)
    {
        ArgumentNullException.ThrowIfNull(o);
        return new LogSource(
            o switch
            {
                IActorContext context => context.Self.Path.ToString(),
                IActorRef actor => actor.Path.ToString(),
                string name => name,
                Type type => Logging.SimpleName(type),
                _ => Logging.SimpleName(o),
            },
            SourceType(o));
    }

    /// <summary>The source that an object stands for in a system, whose address is part of the name.</summary>
    /// <param name="o">A name, a type, an actor or its context; anything else stands for its type.</param>
    /// <param name="system">The system.</param>
    /// <returns>The source.</returns>
    public static LogSource Create(object o, ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(o);
        ArgumentNullException.ThrowIfNull(system);
        return new LogSource(
            o switch
            {
                IActorContext context => FromActor(context, system),
                IActorRef actor => FromActorRef(actor, system),
                string name => FromString(name, system),
                Type type => FromType(type, system),
                _ => FromType(o.GetType(), system),
            },
            SourceType(o));
    }

    /// <summary>A source of a name and a class.</summary>
    /// <param name="source">The name.</param>
    /// <param name="t">The class.</param>
    /// <returns>The source.</returns>
    public static LogSource Create(string source, Type t) => new(source, t);

    /// <summary>The class that an object stands for.</summary>
    /// <param name="o">A name, a type, an actor or its context, or an object.</param>
    /// <returns>The class.</returns>
    public static Type SourceType(object o) => o switch
    {
        IActorContext context => context.Props.Type,
        IActorRef => typeof(IActorRef),
        string => typeof(DummyClassForStringSources),
        Type type => type,
        _ => o.GetType(),
    };

    /// <summary>The name of a type in a system.</summary>
    /// <param name="t">The type.</param>
    /// <param name="system">The system.</param>
    /// <returns>The type's name and the system's address.</returns>
    public static string FromType(Type t, ActorSystem system) => $"{Logging.SimpleName(t)} ({system})";

    /// <summary>A name in a system.</summary>
    /// <param name="source">The name.</param>
    /// <param name="system">The system.</param>
    /// <returns>The name and the system's address.</returns>
    public static string FromString(string source, ActorSystem system) => $"{source} ({system})";

    /// <summary>The name of an actor.</summary>
    /// <param name="actor">Its context.</param>
    /// <param name="system">The system.</param>
    /// <returns>The path.</returns>
    public static string FromActor(IActorContext actor, ActorSystem system) => FromActorRef(actor.Self, system);

    /// <summary>The name of an actor.</summary>
    /// <param name="a">The actor.</param>
    /// <param name="system">The system.</param>
    /// <returns>The path, with the address at which other systems know this one, if there is one.</returns>
    public static string FromActorRef(IActorRef a, ActorSystem system) =>
        system is ExtendedActorSystem { Provider: { } provider } ? a.Path.ToStringWithAddress(provider.DefaultAddress) : a.Path.ToString();
}

using System.Linq.Expressions;
using Akka.Util;

namespace Akka.Actor;

/// <summary>How to make an actor: its type, the arguments of its constructor, where it runs. Immutable and thread-safe; one is enough for a million actors.</summary>
public class Props : ISurrogated
{
    /// <summary>No actor: an actor made of it does nothing.</summary>
    public static readonly Props None = new TerminatedProps();

    private static readonly object[] NoArguments = [];
    private readonly IIndirectActorProducer? _producer;
    private ActorFactory? _factory;

    /// <summary>For an empty actor.</summary>
    protected Props() : this(Deploy.None, typeof(EmptyActor), NoArguments)
    {
    }

    /// <summary>A copy of other props.</summary>
    /// <param name="copy">The other.</param>
    protected Props(Props copy)
    {
        Deploy = copy.Deploy;
        Type = copy.Type;
        Arguments = copy.Arguments;
        SupervisorStrategy = copy.SupervisorStrategy;
        _producer = copy._producer;
        _factory = copy._factory;
    }

    /// <summary>For a type with a constructor without arguments.</summary>
    /// <param name="type">The actor's type.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props(Type type) : this(Deploy.None, type, NoArguments)
    {
    }

    /// <summary>For a type and arguments.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">The arguments of its constructor.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props(Type type, object[] args) : this(Deploy.None, type, args)
    {
    }

    /// <summary>For a type, a strategy in place of the actor's own, and arguments.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="supervisorStrategy">How it supervises its children.</param>
    /// <param name="args">The arguments of its constructor.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props(Type type, SupervisorStrategy? supervisorStrategy, IEnumerable<object> args) : this(Deploy.None, type, args) =>
        SupervisorStrategy = supervisorStrategy;

    /// <summary>For a type, a strategy in place of the actor's own, and arguments.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="supervisorStrategy">How it supervises its children.</param>
    /// <param name="args">The arguments of its constructor.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props(Type type, SupervisorStrategy? supervisorStrategy, params object[] args) : this(Deploy.None, type, args) =>
        SupervisorStrategy = supervisorStrategy;

    /// <summary>For a type, a deployment and arguments.</summary>
    /// <param name="deploy">Where it runs.</param>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">The arguments of its constructor.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props(Deploy deploy, Type type, IEnumerable<object> args) : this(deploy, type, args.ToArray())
    {
    }

    /// <summary>For a type, a deployment and arguments.</summary>
    /// <param name="deploy">Where it runs.</param>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">The arguments of its constructor.</param>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public Props(Deploy deploy, Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(deploy);
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(ActorBase).IsAssignableFrom(type)) throw new ArgumentException($"[{type}] is no actor: it does not derive from {nameof(ActorBase)}.", nameof(type));
        if (type.IsAbstract) throw new ArgumentException($"[{type}] is abstract: no actor can be made of it.", nameof(type));
        Deploy = deploy;
        Type = type;
        Arguments = args ?? NoArguments;
    }

    private Props(IIndirectActorProducer producer, object[] args)
    {
        Deploy = Deploy.None;
        Type = producer.ActorType;
        Arguments = args;
        _producer = producer;
    }

    /// <summary>Makes what stands for these props when they are serialized: type, arguments and deployment.</summary>
    /// <param name="system">Not used.</param>
    /// <returns>The stand-in.</returns>
    public ISurrogate ToSurrogate(ActorSystem system) => new PropsSurrogate { Type = Type, Arguments = Arguments, Deploy = Deploy };

    /// <summary>Props of an actor that does nothing.</summary>
    public static Props Empty { get; } = new();

    /// <summary>The actor's type.</summary>
    public Type Type { get; }

    /// <summary>The type's name with its assembly.</summary>
    public string TypeName => Type.AssemblyQualifiedName!;

    /// <summary>The arguments of the constructor.</summary>
    public object[] Arguments { get; }

    /// <summary>Where the actor runs.</summary>
    public Deploy Deploy { get; protected set; }

    /// <summary>How the actor supervises its children, in place of what its class says; null for the class's own.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; protected set; }

    /// <summary>The configured name of the dispatcher; empty for the default.</summary>
    public string Dispatcher => Deploy.Dispatcher;

    /// <summary>The configured name of the mailbox type; empty for the default.</summary>
    public string Mailbox => Deploy.Mailbox;

    /// <summary>What makes the actor a router; <see cref="Routing.NoRouter"/> when it is none.</summary>
    public Routing.RouterConfig RouterConfig => Deploy.RouterConfig;

    /// <summary>Props from a constructor call: <c>Props.Create(() => new Room(name))</c>. The arguments are evaluated once, here.</summary>
    /// <typeparam name="TActor">The actor's type.</typeparam>
    /// <param name="factory">A <c>new</c> expression and nothing else.</param>
    /// <param name="supervisorStrategy">How it supervises its children; null for its own way.</param>
    /// <returns>The props.</returns>
    /// <exception cref="ArgumentException">The expression is no constructor call.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null) where TActor : ActorBase
    {
        if (factory.Body is not NewExpression constructor)
            throw new ArgumentException($"[{factory}] is no constructor call: Props.Create needs an expression like () => new MyActor(argument).", nameof(factory));
        return new Props(typeof(TActor), supervisorStrategy, constructor.Arguments.Select(ConstructorArguments.Evaluate).ToArray()!);
    }

    /// <summary>Props from a type and arguments.</summary>
    /// <typeparam name="TActor">The actor's type.</typeparam>
    /// <param name="args">The arguments of its constructor.</param>
    /// <returns>The props.</returns>
    public static Props Create<TActor>(params object[] args) where TActor : ActorBase => new(typeof(TActor), args);

    /// <summary>Props from a type with a strategy in place of its own.</summary>
    /// <typeparam name="TActor">The actor's type, with a constructor without arguments.</typeparam>
    /// <param name="supervisorStrategy">How it supervises its children.</param>
    /// <returns>The props.</returns>
    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy) where TActor : ActorBase, new() =>
        new(typeof(TActor), supervisorStrategy, NoArguments);

    /// <summary>Props from a type known at run time.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">The arguments of its constructor.</param>
    /// <returns>The props.</returns>
    /// <exception cref="ArgumentException">The type is no actor.</exception>
    public static Props Create(Type type, params object[] args) => new(type, args);

    /// <summary>Props whose actors are made by a producer.</summary>
    /// <param name="producer">Makes the instances.</param>
    /// <param name="args">Kept for whoever inspects the props.</param>
    /// <returns>The props.</returns>
    public static Props CreateBy(IIndirectActorProducer producer, params object[] args) => new(producer, args);

    /// <summary>The same with a mailbox.</summary>
    /// <param name="mailbox">The configured name of its type.</param>
    /// <returns>New props.</returns>
    public Props WithMailbox(string mailbox) => With(Deploy.WithMailbox(mailbox));

    /// <summary>The same with a dispatcher.</summary>
    /// <param name="dispatcher">Its configured name.</param>
    /// <returns>New props.</returns>
    public Props WithDispatcher(string dispatcher) => With(Deploy.WithDispatcher(dispatcher));

    /// <summary>The same for a router: the actor's reference routes, and in a pool these props are its routees'.</summary>
    /// <param name="routerConfig">What makes the actor a router.</param>
    /// <returns>New props.</returns>
    public Props WithRouter(Routing.RouterConfig routerConfig) => With(Deploy.WithRouterConfig(routerConfig));

    /// <summary>The same with a bound on the stash.</summary>
    /// <param name="stashCapacity">How many messages it holds; -1 for no bound.</param>
    /// <returns>New props.</returns>
    public Props WithStashCapacity(int stashCapacity) => With(Deploy.WithStashCapacity(stashCapacity));

    /// <summary>The same with a deployment, whose gaps are filled from the present one.</summary>
    /// <param name="deploy">The deployment.</param>
    /// <returns>New props.</returns>
    public Props WithDeploy(Deploy deploy) => With(deploy.WithFallback(Deploy));

    /// <summary>The same with a strategy in place of the actor's own.</summary>
    /// <param name="supervisorStrategy">How it supervises its children.</param>
    /// <returns>New props.</returns>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy)
    {
        var copy = Copy();
        copy.SupervisorStrategy = supervisorStrategy;
        return copy;
    }

    /// <summary>Makes an instance. The engine calls it, on the new actor's own thread.</summary>
    /// <returns>The instance.</returns>
    public virtual ActorBase NewActor()
    {
        if (_producer is not null) return _producer.Produce();
        return (_factory ??= ActorFactory.For(Type, Arguments)).Create(Arguments);
    }

    /// <summary>Gives an instance back when its actor is done with it.</summary>
    internal void Release(ActorBase actor) => _producer?.Release(actor);

    /// <summary>A copy.</summary>
    /// <returns>The copy.</returns>
    protected virtual Props Copy() => new(this);

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is Props other && Type == other.Type && Deploy.Equals(other.Deploy) && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Arguments.Length);

    /// <inheritdoc/>
    public override string ToString() => $"Props({Type}, {Arguments.Length} arguments)";

    /// <summary>The same with this deployment and nothing of the present one.</summary>
    internal Props WithExactly(Deploy deploy) => With(deploy);

    private Props With(Deploy deploy)
    {
        var copy = Copy();
        copy.Deploy = deploy;
        return copy;
    }

    private sealed class EmptyActor : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }

    /// <summary>Stands for props.</summary>
    public class PropsSurrogate : ISurrogate
    {
        /// <summary>Where the actor runs.</summary>
        public Deploy Deploy { get; set; } = Deploy.None;

        /// <summary>The actor's type.</summary>
        public Type Type { get; set; } = typeof(EmptyActor);

        /// <summary>The arguments of the constructor.</summary>
        public object[] Arguments { get; set; } = [];

        /// <inheritdoc/>
        public ISurrogated FromSurrogate(ActorSystem system) => new Props(Deploy, Type, Arguments);
    }
}

/// <summary>Props that make no actor.</summary>
public class TerminatedProps : Props
{
    /// <summary>Refuses.</summary>
    /// <returns>Nothing.</returns>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override ActorBase NewActor() => throw new InvalidOperationException("This actor has been terminated.");
}

/// <summary>Makes actors in a way of its own, such as from a container.</summary>
public interface IIndirectActorProducer
{
    /// <summary>The type of the actors it makes.</summary>
    Type ActorType { get; }

    /// <summary>Makes an instance, on the new actor's own thread.</summary>
    /// <returns>The instance.</returns>
    ActorBase Produce();

    /// <summary>Takes an instance back when its actor has stopped or been restarted.</summary>
    /// <param name="actor">The instance.</param>
    void Release(ActorBase actor);
}

using System.Collections.Concurrent;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Makes and finds the references of a system that talks to no other.</summary>
public sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly EventStream _eventStream;
    private readonly ActorPath _tempNode;
    private readonly TempContainerRef _temp;
    private readonly TaskCompletionSource _terminated;
    private ActorCell? _root;
    private ActorCell? _user;
    private ActorCell? _system;
    private long _tempNumber;

    /// <summary>Makes the provider of a system.</summary>
    /// <param name="systemName">The system's name.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="eventStream">Its event stream.</param>
    public LocalActorRefProvider(string systemName, Settings settings, EventStream eventStream)
    {
        Settings = settings;
        Deployer = new Deployer(settings);
        Deployer.Read();
        _terminated = ((ActorSystemImpl)settings.System).Runtime.NewCompletion();
        _eventStream = eventStream;
        RootPath = new RootActorPath(new Address("akka", systemName));
        _tempNode = RootPath / "temp";
        _temp = new TempContainerRef(this, _tempNode);
        DeadLetters = new DeadLetterActorRef(this, RootPath / "deadLetters", eventStream);
        IgnoreRef = new IgnoreActorRef(this, RootPath / "ignore");
    }

    /// <inheritdoc/>
    public ActorPath RootPath { get; }

    /// <inheritdoc/>
    public Settings Settings { get; }

    /// <inheritdoc/>
    public Deployer Deployer { get; }

    /// <inheritdoc/>
    public IActorRef DeadLetters { get; }

    /// <inheritdoc/>
    public IActorRef IgnoreRef { get; }

    /// <inheritdoc/>
    public IInternalActorRef TempContainer => _temp;

    /// <inheritdoc/>
    public Task TerminationTask => _terminated.Task;

    /// <inheritdoc/>
    public Address DefaultAddress => RootPath.Address;

    /// <inheritdoc/>
    public IInternalActorRef RootGuardian => _root!;

    /// <summary>The parent of an application's top-level actors.</summary>
    [Annotations.InternalApi]
    public ActorCell Guardian => _user!;

    /// <summary>The parent of the engine's own top-level actors.</summary>
    [Annotations.InternalApi]
    public ActorCell SystemGuardian => _system!;

    /// <inheritdoc/>
    public void Init(ActorSystemImpl system)
    {
        var strategy = SupervisorStrategyConfigurator.CreateConfigurator(Settings.SupervisorStrategyClass).Create();
        var dispatcher = system.Dispatchers.DefaultGlobalDispatcher;
        _root = new ActorCell(system, Props.Create<RootGuardianActor>(), dispatcher, new AboveRoot(this, system), RootPath);
        _user = new ActorCell(system, Props.Create<GuardianActor>().WithSupervisorStrategy(strategy), dispatcher, _root, "user");
        _system = new ActorCell(system, Props.Create<SystemGuardianActor>(), dispatcher, _root, "system");
        _root.AdoptChild(_user, "user");
        _root.AdoptChild(_system, "system");
        _root.Start();
        _user.Start();
        _system.Start();
    }

    /// <inheritdoc/>
    public ActorPath TempPath()
    {
        var number = Interlocked.Increment(ref _tempNumber);
        return new ChildActorPath(_tempNode, MadeUpNames.For(number), number);
    }

    /// <inheritdoc/>
    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) => _temp.Add(path.Name, actorRef);

    /// <inheritdoc/>
    public void UnregisterTempActor(ActorPath path) => _temp.Remove(path.Name);

    /// <inheritdoc/>
    public IActorRef RootGuardianAt(Address address) => address == RootPath.Address ? RootGuardian : DeadLetters;

    /// <inheritdoc/>
    public IActorRef ResolveActorRef(string path) =>
        ActorPath.TryParse(path, out var parsed) ? ResolveActorRef(parsed!) : DeadLetters;

    /// <inheritdoc/>
    public IActorRef ResolveActorRef(ActorPath path)
    {
        if (path.Address != RootPath.Address) return DeadLetters;
        return Resolve(path);
    }

    /// <inheritdoc/>
    public Address? GetExternalAddressFor(Address address) => address == RootPath.Address ? address : null;

    internal IActorRef Resolve(ActorPath path)
    {
        var elements = path.Elements;
        if (path.Depth == 0) return RootGuardian;
        IActorRef found = elements[0] switch
        {
            "temp" => _temp.GetChild([.. elements.Skip(1)]),
            "deadLetters" when elements.Count == 1 => DeadLetters,
            "ignore" when elements.Count == 1 => IgnoreRef,
            _ => RootGuardian.GetChild(elements),
        };
        if (found.IsNobody() || (path.Uid != 0 && found is ActorCell cell && cell.Uid != path.Uid)) return new EmptyLocalActorRef(this, path, _eventStream);
        return found;
    }

    /// <summary>What the root has for a parent: where failures end that nobody handled, and where the root's death ends the system.</summary>
    private sealed class AboveRoot(LocalActorRefProvider provider, ActorSystemImpl system) : MinimalActorRef
    {
        public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "all-systems")) / "above-root";

        public override IActorRefProvider Provider => provider;

        public override void SendSystemMessage(ISystemMessage message)
        {
            switch (message)
            {
                case Failed failed:
                    system.EventStream.Publish(new Error(failed.Cause, Path.ToString(), GetType(), "guardian failed, shutting down system"));
                    failed.Child.Stop();
                    break;
                case DeathWatchNotification:
                    system.Runtime.Complete(() => provider._terminated.TrySetResult());
                    break;
            }
        }
    }

    /// <summary>Finds those who ask and whose path somebody knows.</summary>
    private sealed class TempContainerRef(LocalActorRefProvider provider, ActorPath path) : MinimalActorRef, IPathNode
    {
        // Bounded by the number of asks that are out and whose path has left the process.
        private readonly ConcurrentDictionary<string, IInternalActorRef> _askers = new(StringComparer.Ordinal);

        public override ActorPath Path => path;

        public override IActorRefProvider Provider => provider;

        public override IInternalActorRef Parent => provider.RootGuardian;

        public void Add(string name, IInternalActorRef asker) => _askers[name] = asker;

        public void Remove(string name) => _askers.TryRemove(name, out _);

        public override IActorRef GetChild(IReadOnlyList<string> name) =>
            name.Count == 0 ? this : name.Count == 1 && _askers.TryGetValue(name[0].Split('#')[0], out var asker) ? asker : ActorRefs.Nobody;
    }
}

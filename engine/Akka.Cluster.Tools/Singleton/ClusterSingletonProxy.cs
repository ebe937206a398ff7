using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Cluster.Tools.Singleton;

/// <summary>
/// Sends what it gets to the instance of a singleton, wherever that is, with the original sender. While it does not know the instance, messages wait in a
/// bounded buffer; what is dropped from it becomes a dead letter. Delivery is at most once: what reaches a host that stops or dies is lost.
/// </summary>
public sealed class ClusterSingletonProxy : ReceiveActor
{
    private readonly string[] _path;
    private readonly string _searchId;
    private readonly ClusterSingletonProxySettings _settings;
    private readonly HostOrder _order;
    private readonly Cluster _cluster;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<(object Message, IActorRef Sender)> _buffer = new();
    private IReadOnlyList<Member>? _seen;
    private UniqueAddress? _host;
    private IActorRef? _instance;
    private ICancelable? _timer;
    private int _search;

    /// <summary>Makes the proxy. Use <see cref="Props"/>.</summary>
    /// <param name="singletonManagerPath">Path of the manager without address, such as "/user/manager".</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="ConfigurationException">This system is no node of a cluster.</exception>
    public ClusterSingletonProxy(string singletonManagerPath, ClusterSingletonProxySettings settings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(singletonManagerPath);
        ArgumentNullException.ThrowIfNull(settings);
        SingletonModule.ConfigOf(Context.System);
        _path = [.. singletonManagerPath.Split('/', StringSplitOptions.RemoveEmptyEntries), settings.SingletonName];
        _searchId = string.Join('/', _path) + "#";
        _settings = settings;
        _order = new HostOrder(settings.Role, settings.ConsiderAppVersion);
        _cluster = Cluster.Get(Context.System);

        Receive<ClusterEvent.GossipChanged>(change => OnMembers(change.Gossip.MemberList));
        Receive<ClusterEvent.ClusterShuttingDown>(_ => Context.Stop(Self));
        Receive<Search>(search =>
        {
            if (search.Number == _search) Identify();
        });
        Receive<ActorIdentity>(identity => identity.MessageId is string id && id.StartsWith(_searchId, StringComparison.Ordinal), OnIdentity);
        Receive<Terminated>(terminated => terminated.ActorRef.Equals(_instance), _ => OnTerminated());
        ReceiveAny(OnMessage);
    }

    /// <summary>The defaults of everything under <c>akka.cluster.singleton</c> and <c>akka.cluster.singleton-proxy</c>.</summary>
    /// <returns>A configuration.</returns>
    public static Config DefaultConfig() => SingletonModule.Defaults;

    /// <summary>A proxy.</summary>
    /// <param name="singletonManagerPath">Path of the manager without address, such as "/user/manager".</param>
    /// <param name="settings">The settings.</param>
    /// <returns>Props of the proxy.</returns>
    public static Props Props(string singletonManagerPath, ClusterSingletonProxySettings settings) =>
        Actor.Props.CreateBy(new Producer(singletonManagerPath, settings)).WithDeploy(Deploy.Local);

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (_cluster.IsTerminated) Context.Stop(Self);
        else _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.GossipChanged), typeof(ClusterEvent.ClusterShuttingDown));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _timer?.Cancel();
        _cluster.Unsubscribe(Self);
        while (_buffer.TryDequeue(out var waiting)) ToDeadLetters(waiting.Message, waiting.Sender);
    }

    private void OnMembers(IReadOnlyList<Member> members)
    {
        if (ReferenceEquals(members, _seen)) return;
        _seen = members;
        var host = _order.FirstOf(members)?.UniqueAddress;
        if (Equals(host, _host)) return;
        _log.Debug("The host of singleton [{0}] is [{1}] now.", _settings.SingletonName, host);
        _host = host;
        Forget();
        Identify();
    }

    private void OnTerminated()
    {
        Forget();
        Identify();
    }

    private void Forget()
    {
        if (_instance is { } instance) Context.Unwatch(instance);
        _instance = null;
    }

    // Asks now, and again after the interval unless there has been an answer or another search.
    private void Identify()
    {
        _timer?.Cancel();
        _timer = null;
        var search = new Search(++_search);
        if (_host is not { } host) return;
        Context.ActorSelection(new RootActorPath(host.Address) / _path).Tell(new Identify(IdOf(_search)));
        _timer = Context.System.Scheduler.ScheduleTellOnceCancelable(_settings.SingletonIdentificationInterval, Self, search, Self);
    }

    private void OnIdentity(ActorIdentity identity)
    {
        // An answer to an earlier search may come from an earlier host.
        if (identity.Subject is not { } instance || (string)identity.MessageId != IdOf(_search)) return;
        _timer?.Cancel();
        _timer = null;
        _search++;
        _instance = Context.Watch(instance);
        _log.Info("Singleton identified at [{0}]", instance.Path);
        while (_buffer.TryDequeue(out var waiting)) instance.Tell(waiting.Message, waiting.Sender);
    }

    private void OnMessage(object message)
    {
        if (_instance is { } instance)
        {
            instance.Forward(message);
            return;
        }

        if (_settings.BufferSize == 0)
        {
            _log.Debug("Singleton not available and buffering is disabled, dropping message [{0}]", message.GetType());
            ToDeadLetters(message, Sender);
            return;
        }

        if (_buffer.Count == _settings.BufferSize)
        {
            var (dropped, sender) = _buffer.Dequeue();
            _log.Warning("Singleton not available, buffer is full, dropping first message [{0}]", dropped.GetType());
            ToDeadLetters(dropped, sender);
        }

        _buffer.Enqueue((message, Sender));
    }

    private void ToDeadLetters(object message, IActorRef sender) => Context.System.DeadLetters.Tell(new DeadLetter(message, sender, Self), sender);

    private string IdOf(int search) => string.Create(CultureInfo.InvariantCulture, $"{_searchId}{search}");

    private sealed record Search(int Number) : INoSerializationVerificationNeeded;

    private sealed class Producer(string singletonManagerPath, ClusterSingletonProxySettings settings) : IIndirectActorProducer
    {
        public Type ActorType => typeof(ClusterSingletonProxy);

        public ActorBase Produce() => new ClusterSingletonProxy(singletonManagerPath, settings);

        public void Release(ActorBase actor)
        {
        }
    }
}

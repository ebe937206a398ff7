using System.Collections.Concurrent;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Event;
using Akka.Remote.Transport;
using Akka.Remote.Wire;
using Akka.Serialization;

namespace Akka.Remote.Associations;

/// <summary>The remoting of one system: its transport, and an association for every address that it has to do with. Thread-safe.</summary>
internal sealed partial class Remoting
{
    /// <summary>Addresses that others may make us remember.</summary>
    private const int MostAssociations = 10_000;

    private readonly ConcurrentDictionary<Address, Association> _associations = new();
    private readonly List<Association> _inOrder = []; // as they came: the dictionary has no order that is the same at every run
    private readonly Lock _gate = new(); // guards _inOrder and the making of associations
    private readonly CancellationTokenSource _stopped = new();
    private readonly MessageDispatcher _dispatcher;
    private readonly EventPublisher _events;
    private ITimer? _ticker;
    private int _pending;
    private int _inbound;
    private volatile bool _isShutDown;

    public Remoting(ActorSystemImpl system, RemoteActorRefProvider provider)
    {
        System = system;
        Provider = provider;
        Settings = provider.RemoteSettings;
        Wire = new WireSettings(system.Settings.Config, Settings);
        Secret = new ClusterSecret(Wire.Secret);
        Log = Logging.GetLogger(system, "Akka.Remote.Remoting");
        Uid = AddressUidExtension.Uid(system);
        _events = new EventPublisher(system, Log, Settings);
        _dispatcher = system.Dispatchers.Lookup(Settings.Dispatcher);
        var setup = system.Settings.Setup.Get<TransportSetup>();
        Transport = setup.HasValue ? setup.Value.Create(system)
            : Wire.Listens ? new SocketTransport(Wire.Tcp, system.Settings.Setup, Log)
            : new ClosedTransport(Wire.Tcp.GetString("hostname") is { Length: > 0 } host ? host : "localhost", Wire.Tcp.GetInt("port"));
        var protocol = system.Settings.Setup.Get<ProtocolSetup>();
        Versions = protocol.HasValue ? protocol.Value.Versions : VersionRange.Own;
        Address = provider.RootPath.Address;
    }

    public ActorSystemImpl System { get; }

    public RemoteActorRefProvider Provider { get; }

    public RemoteSettings Settings { get; }

    public WireSettings Wire { get; }

    public ClusterSecret Secret { get; }

    /// <summary>The versions of the protocol that this system speaks.</summary>
    public VersionRange Versions { get; }

    public ITransport Transport { get; }

    public ILoggingAdapter Log { get; }

    public int Uid { get; }

    /// <summary>Where others reach this system.</summary>
    public Address Address { get; private set; }

    public IActorRef DeadLetters => System.DeadLetters;

    public Runtime Runtime => System.Runtime;

    public bool IsShutDown => _isShutDown;

    /// <summary>Cancelled when the remoting has shut down.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>The moment, in the clock's timestamps.</summary>
    public long Now => Runtime.TimeProvider.GetTimestamp();

    /// <summary>The associations, in the order in which they were made.</summary>
    public IReadOnlyList<Association> Associations
    {
        get
        {
            lock (_gate) return [.. _inOrder];
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="RemoteTransportException">The port cannot be listened on.</exception>
    public void Start()
    {
        Log.Info("Starting remoting");
        var (host, port) = Transport.Listen(Accepted);
        Address = new Address("akka." + Transport.Protocol, System.Name, host, port);
        Log.Info("Remoting started; listening on addresses : [{0}]", Address);
        var interval = Wire.ProbeInterval;
        _ticker = Runtime.TimeProvider.CreateTimer(static state => ((Remoting)state!).Tick(), this, interval, interval);
    }

    /// <summary>Tells that the system listens. After the actors have started, so that subscribers can be there.</summary>
    public void Announce() => Publish(new RemotingListenEvent([Address]));

    public Association? Find(Address address) => _associations.GetValueOrDefault(address);

    /// <summary>The association with an address; made when it is not there yet.</summary>
    /// <param name="address">The address.</param>
    /// <param name="isFromOutside">True when another system has named it: there is a limit to how many they may.</param>
    /// <exception cref="RefusedException">There are too many.</exception>
    public Association AssociationFor(Address address, bool isFromOutside = false)
    {
        if (_associations.TryGetValue(address, out var known)) return known;
        lock (_gate)
        {
            if (_associations.TryGetValue(address, out known)) return known;
            if (isFromOutside && _inOrder.Count >= MostAssociations)
                throw new RefusedException(RefuseReason.TooManyConnections, $"[{Address}] knows {MostAssociations} other addresses already.");
            var made = new Association(this, address);
            _inOrder.Add(made);
            _associations[address] = made;
            return made;
        }
    }

    /// <summary>Sends what waits, says goodbye to all, and closes everything.</summary>
    public async Task Shutdown()
    {
        if (_isShutDown) return;
        _ticker?.Dispose();
        Task[] all = [.. Associations.Select(static association => association.Shutdown())];
        try
        {
            await Task.WhenAll(all).WaitAsync(Settings.FlushWait, Runtime.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.Warning(
                "Shutdown finished, but flushing might not have been successful and some messages might have been dropped. Increase akka.remote.flush-wait-on-shutdown to a larger value to avoid this.");
        }

        _isShutDown = true;
        StopReading();
        Transport.Shutdown();
        Publish(new RemotingShutdownEvent());
    }

    // Not CancelAsync, which goes on on the thread pool whatever the system runs on.
    private void StopReading() => _stopped.Cancel();

    /// <summary>Closes everything at once: the start has failed.</summary>
    public void Abort()
    {
        _isShutDown = true;
        _ticker?.Dispose();
        _stopped.Cancel();
        Transport.Shutdown();
    }

    public void Publish(RemotingLifecycleEvent lifecycleEvent) => _events.Publish(lifecycleEvent);

    /// <summary>Makes bytes of a message.</summary>
    public (int SerializerId, string Manifest, byte[] Payload) Serialize(object message)
    {
        var serializer = System.Serialization.FindSerializerFor(message);
        var manifest = Akka.Serialization.Serialization.ManifestFor(serializer, message);
        return (serializer.Identifier, manifest, serializer.ToBinary(message));
    }

    /// <summary>Runs what serializes: references are written with our address.</summary>
    public T WithTransport<TState, T>(Func<TState, T> action, TState state) => TransportInformation.With(System.Serialization.Transport, state, action);

    public void Execute(IRunnable run) => _dispatcher.Queue(run);

    /// <summary>Lets others have the thread.</summary>
    public DispatcherYield Yield() => new(_dispatcher);

    public TaskCompletionSource NewCompletion() => Runtime.NewCompletion();

    public void Complete(TaskCompletionSource completion) => Runtime.Complete(() => completion.TrySetResult());

    public TimeSpan Elapsed(long from, long to) => Runtime.TimeProvider.GetElapsedTime(from, to);

    /// <summary>A span in the clock's timestamps.</summary>
    public long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Runtime.TimeProvider.TimestampFrequency);

    /// <summary>Is cancelled after a time, or when another token is.</summary>
    public TimeLimit TimeLimit(TimeSpan limit, CancellationToken other) => new(limit, other, Runtime.TimeProvider);

    /// <summary>Random bytes for a handshake.</summary>
    public byte[] NewNonce()
    {
        // A driven system is a test or a simulation: the same at every run counts for more than being unguessable.
        if (Runtime.Driver is null) return RandomNumberGenerator.GetBytes(ClusterSecret.NonceLength);
        return [.. Runtime.NextGuid().ToByteArray(), .. Runtime.NextGuid().ToByteArray()];
    }

    private void Tick()
    {
        var now = Now;
        foreach (var association in Associations) association.Tick(now);
    }

    private void Accepted(ITransportConnection connection)
    {
        if (Interlocked.Increment(ref _pending) > Wire.MostPending || Volatile.Read(ref _inbound) >= Wire.MostInbound || _isShutDown)
        {
            Interlocked.Decrement(ref _pending);
            connection.Abort();
            CountRefused($"Too many connections: {_inbound} in all, {_pending} not introduced yet (akka.remote.maximum-inbound-connections, maximum-pending-connections).");
            return;
        }

        Interlocked.Increment(ref _inbound);
        Execute(new ActionRunnable(() => _ = Serve(connection)));
    }

    private async Task Serve(ITransportConnection connection)
    {
        await new InboundConnection(this, connection).Run(() => Interlocked.Decrement(ref _pending)).ConfigureAwait(false);
        Interlocked.Decrement(ref _inbound);
    }
}

using System.Globalization;
using Akka.Actor;
using Akka.Event;

namespace Akka.Routing;

/// <summary>A message that says which key it belongs to: messages with equal keys go to the same routee.</summary>
public interface IConsistentHashable
{
    /// <summary>The key: a text, bytes, a number, an identifier, or anything that can be serialized.</summary>
    object ConsistentHashKey { get; }
}

/// <summary>Gives a message its key.</summary>
/// <param name="msg">The message.</param>
/// <returns>The key; null when this knows none, and the message itself is asked.</returns>
public delegate object? ConsistentHashMapping(object msg);

/// <summary>Gives a message a key on its way to a router that hashes. The routee gets the message inside.</summary>
public sealed class ConsistentHashableEnvelope : RouterEnvelope, IConsistentHashable, IWrappedMessage
{
    /// <summary>Wraps a message.</summary>
    /// <param name="message">The message inside.</param>
    /// <param name="hashKey">The key.</param>
    public ConsistentHashableEnvelope(object message, object hashKey) : base(message) => HashKey = hashKey;

    /// <summary>The key.</summary>
    public object HashKey { get; }

    /// <inheritdoc/>
    public object ConsistentHashKey => HashKey;
}

/// <summary>
/// Messages with equal keys go to the same routee, as long as the routees are the same; when one comes or goes, few keys move. A message
/// without a key goes to dead letters, with a warning.
/// </summary>
public sealed class ConsistentHashingRoutingLogic : RoutingLogic
{
    private readonly ActorSystem _system;
    private readonly int _virtualNodesFactor;
    private readonly ConsistentHashMapping _hashMapping;
    private Ring? _ring;

    /// <summary>For messages that know their keys, with <c>akka.actor.deployment.default.virtual-nodes-factor</c> points for each routee.</summary>
    /// <param name="system">The system.</param>
    public ConsistentHashingRoutingLogic(ActorSystem system) : this(system, 0, NoMapping)
    {
    }

    /// <summary>With a mapping.</summary>
    /// <param name="system">The system.</param>
    /// <param name="virtualNodesFactor">Points on the ring for each routee; 0 for <c>akka.actor.deployment.default.virtual-nodes-factor</c>.</param>
    /// <param name="hashMapping">Gives messages their keys.</param>
    public ConsistentHashingRoutingLogic(ActorSystem system, int virtualNodesFactor, ConsistentHashMapping hashMapping)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(hashMapping);
        _system = system;
        _hashMapping = hashMapping;
        _virtualNodesFactor = virtualNodesFactor > 0 ? virtualNodesFactor : system.Settings.DefaultVirtualNodesFactor;
    }

    internal static ConsistentHashMapping NoMapping { get; } = static _ => null;

    /// <summary>The same with a mapping.</summary>
    /// <param name="mapping">Gives messages their keys.</param>
    /// <returns>A new logic.</returns>
    public ConsistentHashingRoutingLogic WithHashMapping(ConsistentHashMapping mapping) => new(_system, _virtualNodesFactor, mapping);

    /// <inheritdoc/>
    public override Routee Select(object message, Routee[] routees)
    {
        if (routees.Length == 0) return Routee.NoRoutee;
        if ((_hashMapping(message) ?? (message as IConsistentHashable)?.ConsistentHashKey) is not { } key)
        {
            _system.Log.Warning(
                "Message [{0}] must be handled by hashMapping, or implement [{1}] or be wrapped in [{2}]", message.GetType().Name, nameof(IConsistentHashable), nameof(ConsistentHashableEnvelope));
            return Routee.NoRoutee;
        }

        try
        {
            return RingOf(routees).NodeFor(key is byte[] bytes ? bytes : key is string text ? text : null, key, _system);
        }
        catch (Exception failure)
        {
            _system.Log.Warning("Couldn't route message with consistent hash key [{0}] due to [{1}]", key, failure.Message);
            return Routee.NoRoutee;
        }
    }

    private Ring RingOf(Routee[] routees)
    {
        var ring = Volatile.Read(ref _ring);
        if (ReferenceEquals(ring?.Routees, routees)) return ring;
        ring = new Ring(routees, _virtualNodesFactor);
        Volatile.Write(ref _ring, ring);
        return ring;
    }

    /// <summary>The ring of one set of routees, made once for all messages that go to them.</summary>
    private sealed class Ring(Routee[] routees, int factor)
    {
        private readonly ConsistentHash<Node> _hash = ConsistentHash.Create(routees.Select(static routee => new Node(routee)), factor);

        public Routee[] Routees { get; } = routees;

        public Routee NodeFor(object? plain, object key, ActorSystem system) => (plain ?? Plain(key, system)) switch
        {
            byte[] bytes => _hash.NodeFor(bytes).Routee,
            var text => _hash.NodeFor((string)text).Routee,
        };

        // A text or bytes that are the same for equal keys in every process.
        private static object Plain(object key, ActorSystem system) => key switch
        {
            bool or char or Enum => key.ToString()!,
            IFormattable number when key.GetType().IsPrimitive || key is Guid or decimal => number.ToString(null, CultureInfo.InvariantCulture),
            _ => system.Serialization.FindSerializerFor(key).ToBinary(key),
        };
    }

    /// <summary>A routee by the name that it has in every process.</summary>
    private sealed class Node(Routee routee)
    {
        private readonly string _name = routee switch
        {
            ActorRefRoutee actor => actor.Actor.Path.ToStringWithoutAddress(),
            ActorSelectionRoutee { Selection: var selection } => selection.Anchor.Path.ToStringWithoutAddress() + selection.PathString,
            _ => routee.ToString()!,
        };

        public Routee Routee { get; } = routee;

        public override string ToString() => _name;
    }
}

using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

// What the remote watcher is told, and what it tells others.
public partial class RemoteWatcher
{
    /// <summary>A watch that begins or ends.</summary>
    public abstract class WatchCommand
    {
        /// <summary>Names both actors.</summary>
        /// <param name="watchee">Who is watched: an actor of another system.</param>
        /// <param name="watcher">Who watches: an actor of this system.</param>
        protected WatchCommand(IInternalActorRef watchee, IInternalActorRef watcher)
        {
            Watchee = watchee;
            Watcher = watcher;
        }

        /// <summary>Who is watched.</summary>
        public IInternalActorRef Watchee { get; }

        /// <summary>Who watches.</summary>
        public IInternalActorRef Watcher { get; }
    }

    /// <summary>Begins a watch.</summary>
    public sealed class WatchRemote : WatchCommand
    {
        /// <summary>Names both actors.</summary>
        /// <param name="watchee">Who is watched.</param>
        /// <param name="watcher">Who watches.</param>
        public WatchRemote(IInternalActorRef watchee, IInternalActorRef watcher) : base(watchee, watcher)
        {
        }
    }

    /// <summary>Ends a watch.</summary>
    public sealed class UnwatchRemote : WatchCommand
    {
        /// <summary>Names both actors.</summary>
        /// <param name="watchee">Who is watched.</param>
        /// <param name="watcher">Who watches.</param>
        public UnwatchRemote(IInternalActorRef watchee, IInternalActorRef watcher) : base(watchee, watcher)
        {
        }
    }

    /// <summary>Asks the watcher of another system for a sign of life.</summary>
    public sealed class Heartbeat
    {
        private Heartbeat()
        {
        }

        /// <summary>The only instance.</summary>
        public static Heartbeat Instance { get; } = new();
    }

    /// <summary>The answer to <see cref="Heartbeat"/>.</summary>
    public class HeartbeatRsp
    {
        /// <summary>Names the incarnation.</summary>
        /// <param name="addressUid">The uid of the system that answers.</param>
        public HeartbeatRsp(int addressUid) => AddressUid = addressUid;

        /// <summary>The uid of the system that answers.</summary>
        public int AddressUid { get; }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is HeartbeatRsp other && other.AddressUid == AddressUid;

        /// <inheritdoc/>
        public override int GetHashCode() => AddressUid;
    }

    /// <summary>Makes the watcher send its heartbeats.</summary>
    public class HeartbeatTick
    {
        private HeartbeatTick()
        {
        }

        /// <summary>The only instance.</summary>
        public static HeartbeatTick Instance { get; } = new();
    }

    /// <summary>Makes the watcher look for unreachable systems.</summary>
    public class ReapUnreachableTick
    {
        private ReapUnreachableTick()
        {
        }

        /// <summary>The only instance.</summary>
        public static ReapUnreachableTick Instance { get; } = new();
    }

    /// <summary>The first heartbeat should have been answered by now: from here on silence counts.</summary>
    public sealed class ExpectedFirstHeartbeat
    {
        /// <summary>Names the system.</summary>
        /// <param name="from">Its address.</param>
        public ExpectedFirstHeartbeat(Address from) => From = from;

        /// <summary>The system's address.</summary>
        public Address From { get; }
    }

    /// <summary>What is being watched. Equal when the counts are. Told to the watcher, it is answered with the present one.</summary>
    public sealed class Stats
    {
        /// <summary>Nothing is watched.</summary>
        public static readonly Stats Empty = Counts(0, 0);

        /// <summary>With counts.</summary>
        /// <param name="watching">Pairs of watchee and watcher.</param>
        /// <param name="watchingNodes">Systems with watched actors.</param>
        public Stats(int watching, int watchingNodes) : this(watching, watchingNodes, [], [])
        {
        }

        /// <summary>With counts and what was counted.</summary>
        /// <param name="watching">Pairs of watchee and watcher.</param>
        /// <param name="watchingNodes">Systems with watched actors.</param>
        /// <param name="watchingRefs">The pairs.</param>
        /// <param name="watchingAddresses">The systems.</param>
        public Stats(int watching, int watchingNodes, ImmutableHashSet<(IActorRef, IActorRef)> watchingRefs, ImmutableHashSet<Address> watchingAddresses)
        {
            Watching = watching;
            WatchingNodes = watchingNodes;
            WatchingRefs = watchingRefs;
            WatchingAddresses = watchingAddresses;
        }

        /// <summary>Pairs of watchee and watcher.</summary>
        public int Watching { get; }

        /// <summary>Systems with watched actors.</summary>
        public int WatchingNodes { get; }

        /// <summary>The pairs.</summary>
        public ImmutableHashSet<(IActorRef, IActorRef)> WatchingRefs { get; }

        /// <summary>The systems.</summary>
        public ImmutableHashSet<Address> WatchingAddresses { get; }

        /// <summary>With counts only.</summary>
        /// <param name="watching">Pairs of watchee and watcher.</param>
        /// <param name="watchingNodes">Systems with watched actors.</param>
        /// <returns>The statistics.</returns>
        public static Stats Counts(int watching, int watchingNodes) => new(watching, watchingNodes);

        /// <summary>A changed copy.</summary>
        /// <param name="watching">Pairs of watchee and watcher.</param>
        /// <param name="watchingNodes">Systems with watched actors.</param>
        /// <param name="watchingRefs">The pairs, or null for the same.</param>
        /// <param name="watchingAddresses">The systems, or null for the same.</param>
        /// <returns>The copy.</returns>
        public Stats Copy(int watching, int watchingNodes, ImmutableHashSet<(IActorRef, IActorRef)>? watchingRefs = null, ImmutableHashSet<Address>? watchingAddresses = null) =>
            new(watching, watchingNodes, watchingRefs ?? WatchingRefs, watchingAddresses ?? WatchingAddresses);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Stats other && Watching == other.Watching && WatchingNodes == other.WatchingNodes;

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Watching, WatchingNodes);

        /// <inheritdoc/>
        public override string ToString() =>
            $"Stats(watching={Watching}, watchingNodes={WatchingNodes}, watchingRefs=[{string.Join(", ", WatchingRefs.Select(static pair => $"{pair.Item2.Path.Name} -> {pair.Item1.Path.Name}"))}], watchingAddresses=[{string.Join(", ", WatchingAddresses)}])";
    }
}

/// <summary>The system at an address has been restarted, or has given up what it owed this one: it must be asked again for what is watched there.</summary>
internal sealed record RewatchAll(Address Address) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

/// <summary>The system at an address has been given up: whoever watches actors there is to be told.</summary>
internal sealed record AddressGivenUp(Address Address) : INoSerializationVerificationNeeded, IDeadLetterSuppression;

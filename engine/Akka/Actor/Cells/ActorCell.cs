using System.Runtime.CompilerServices;
using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>
/// One actor: its reference, its context, its mailbox and the thread pool's work item in a single object. What most actors never use
/// (watchers, stash, timers, a stack of behaviours) is in <see cref="CellExtras"/>, made when first needed; its path is put together when
/// somebody asks for it. An idle actor is this object, its own instance and one slot in its parent's list.
/// </summary>
/// <remarks>
/// Three kinds of fields: the inboxes and <c>_status</c> are shared with every sender; <c>_children</c> has its own lock; everything else
/// belongs to whoever runs the cell, which is one thread at a time. See engine/README.md.
/// </remarks>
public sealed partial class ActorCell : InternalActorRefBase, IUntypedActorContext, IRunnable
{
    [ThreadStatic]
    private static ActorCell? _threadCurrent;

    // Null unless tests run in this process.
    private static AsyncLocal<ActorCell?>? _ambient;

    // What senders touch comes first, apart from what the running actor writes: the runtime lays reference fields out in the order of
    // their declaration.
    private Letter? _inbox;
    private readonly MessageDispatcher _dispatcher;
    private readonly ActorSystemImpl _system;
    private object? _name; // a string; an ActorPath once one has been made; null for a made-up name
    private readonly Props _props;
    private readonly IInternalActorRef _parent;
    private Children? _children;
    private CellExtras? _extras;
    private Letter? _next; // letters taken out of the inbox, oldest first
    private Letter? _current;
    private ActorBase? _actor;
    private Receive? _behavior; // null while the actor's own Receive method is the behaviour
    private SystemMessage? _systemInbox;
    private long _number;
    private long _handled; // messages, of every instance: added up once a run
    private int _slot;
    private int _status;
    private short _suspensions;
    private Phase _phase;
    private Flags _flags;
    private bool _toldToStop; // the parent's: counted among its dying children

    internal ActorCell(ActorSystemImpl system, Props props, MessageDispatcher dispatcher, IInternalActorRef parent, object? name = null)
    {
        _system = system;
        _props = props;
        _dispatcher = dispatcher;
        _parent = parent;
        _name = name;
        if (system.Runtime.Observer is not null) _flags = Flags.Observed;
    }

    /// <summary>What the actor is going through.</summary>
    private enum Phase : byte
    {
        /// <summary>Not created yet.</summary>
        New,

        /// <summary>Alive.</summary>
        Alive,

        /// <summary>Failed, suspended, waiting for its supervisor's word.</summary>
        Failed,

        /// <summary>Waiting for children to stop, to be restarted then.</summary>
        Restarting,

        /// <summary>Waiting for children to stop, to stop then.</summary>
        Stopping,

        /// <summary>Gone.</summary>
        Stopped,
    }

    [Flags]
    private enum Flags : byte
    {
        None = 0,

        /// <summary>An async handler has not ended: no other user message may be handled.</summary>
        Awaiting = 1,

        /// <summary>The actor overrides <see cref="ActorBase.AroundReceive"/>, which needs the behaviour as a delegate.</summary>
        Wrapped = 2,

        /// <summary>The last run was longer than its bound in time: the clock is read at every message.</summary>
        Slow = 4,

        /// <summary>A receive timeout is set.</summary>
        Timed = 8,

        /// <summary>An instance has come to life once: later ones get PostRestart, not PreStart.</summary>
        Lived = 16,

        /// <summary>Every message it receives is logged: <see cref="ILogReceive"/>, and the setting for it is on.</summary>
        LogsReceive = 32,

        /// <summary>What it tells others may wait in its outbox until its run ends.</summary>
        HasOutbox = 64,

        /// <summary>The runtime has an observer, which is told of every message.</summary>
        Observed = 128,
    }

    /// <summary>The actor that runs on this thread, or null.</summary>
    internal static ActorCell? Current => _threadCurrent;

    /// <inheritdoc/>
    public override ActorPath Path
    {
        get
        {
            if (_name is ActorPath known) return known;
            ActorPath path = new ChildActorPath(_parent.Path, Name, Uid);
            _name = path;
            return path;
        }
    }

    /// <summary>The last element of the path.</summary>
    internal string Name => _name switch
    {
        string name => name,
        ActorPath path => path.Name,
        _ => MadeUpNames.For(_number),
    };

    /// <summary>The name without the path of it being made: null for a made-up one.</summary>
    internal string? GivenName => _name switch
    {
        string name => name,
        ActorPath path when path.Name[0] != '$' => path.Name,
        _ => null,
    };

    /// <summary>Position in the order in which the parent's children were started; part of the uid, and of a made-up name.</summary>
    internal long Number => _number;

    /// <summary>
    /// Tells incarnations apart. It is computed from the position among all children the parent ever had, and from the parent's uid, so
    /// that no actor needs to keep one; the root's is random. 32 bits, never 0.
    /// </summary>
    internal long Uid
    {
        get
        {
            // The root's path has no uid: its part is the system's own, so that no actor is taken for one of an earlier start.
            if (_name is ActorPath path and not RootActorPath) return path.Uid;
            var parent = _parent is ActorCell cell ? cell.Uid : _system.Incarnation;
            var uid = unchecked((uint)Runtime.Mix(parent * 31 + _number + 1));
            return uid == 0 ? 1 : uid;
        }
    }

    /// <inheritdoc/>
    public override IInternalActorRef Parent => _parent;

    /// <inheritdoc/>
    public override IActorRefProvider Provider => _system.Provider;

    /// <inheritdoc/>
    public override bool IsTerminated => Volatile.Read(ref _status) == Closed;

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <summary>The actor itself.</summary>
    public IActorRef Self => this;

    /// <summary>How the actor was made.</summary>
    public Props Props => _props;

    /// <summary>Who sent the message being handled; dead letters when nobody did.</summary>
    public IActorRef Sender => _current?.Sender ?? _system.DeadLetters;

    /// <summary>The message being handled, or null.</summary>
    public object? CurrentMessage => _current is { } letter ? Accepted.Unwrap(letter.Message) : null;

    /// <summary>The actor system.</summary>
    public ActorSystem System => _system;

    /// <summary>The dispatcher that runs the actor.</summary>
    public MessageDispatcher Dispatcher => _dispatcher;

    /// <summary>Letters that wait, counted by a walk of at most 1,000,000; for people who look, not for the hot path.</summary>
    public int NumberOfMessages => CountLetters(1_000_000);

    /// <summary>True when letters wait.</summary>
    public bool HasMessages => _next is not null || IsLetter(Volatile.Read(ref _inbox)) || Intake is { HasLetters: true };

    IActorRef IActorContext.Parent => _parent;

    internal ActorSystemImpl SystemImpl => _system;

    internal ActorBase? Actor => _actor;

    internal Letter? CurrentLetter => _current;

    /// <summary>The class of the actor; that of its props while it has no instance.</summary>
    internal Type KnownType => _actor?.GetType() ?? _props.Type;

    /// <summary>Makes another letter the current one: for a message that stands for several, or for one that had been put aside.</summary>
    internal void ActOn(Letter? letter) => _current = letter;

    internal CellExtras Extras => _extras ?? MakeExtras();

    /// <summary>The actor that runs on this thread, as the sender of what it tells; outside of actors null, or the test actor of the running test.</summary>
    /// <returns>The reference, or null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IActorRef? GetCurrentSelfOrNoSender() => _threadCurrent ?? _ambient?.Value;

    /// <summary>The sender of the message that is handled on this thread; outside of actors null, or dead letters in a test.</summary>
    /// <returns>The reference, or null.</returns>
    public static IActorRef? GetCurrentSenderOrNoSender() => (_threadCurrent ?? _ambient?.Value)?.Sender;

    /// <summary>
    /// Makes an actor the sender of what the calling flow of execution, which is no actor, tells from now on: a test and what it awaits.
    /// The test actor's own thread is no measure, since a test that awaits goes on elsewhere.
    /// </summary>
    internal static void SetAmbient(ActorCell? cell)
    {
        if (cell is null && _ambient is null) return;
        (_ambient ?? Interlocked.CompareExchange(ref _ambient, new AsyncLocal<ActorCell?>(), null) ?? _ambient).Value = cell;
    }

    /// <summary>What <see cref="SetAmbient"/> set.</summary>
    internal static ActorCell? Ambient => _ambient?.Value;

    /// <summary>Runs an action as if the actor ran it. Only for tests, while nothing else runs the actor.</summary>
    /// <param name="action">The action.</param>
    public void UseThreadContext(Action action)
    {
        var outer = _threadCurrent;
        _threadCurrent = this;
        try
        {
            action();
        }
        finally
        {
            _threadCurrent = outer;
        }
    }

    /// <inheritdoc/>
    public override bool Equals(IActorRef? other) => ReferenceEquals(this, other) || (other is not ActorCell && base.Equals(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IActorRef other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Uid.GetHashCode();

    /// <summary>Where the parent's list of children holds this one. The parent's, guarded by its list's monitor.</summary>
    internal int Slot
    {
        get => _slot;
        set => _slot = value;
    }

    /// <summary>Where it was queued last. Written by whoever queues it, read when it begins to run: one of them at a time.</summary>
    internal bool IsQueuedForAll { get; set; }

    /// <summary>What the actor puts into its outbox is sent at the latest when its run ends. To be opened by the actor itself.</summary>
    internal T Open<T>(T outbox) where T : Outbox
    {
        Extras.Outbox?.Flush(); // of an instance before
        Extras.Outbox = outbox;
        _flags |= Flags.HasOutbox;
        return outbox;
    }

    /// <summary>Asks the processor for what a sender will touch. An address that is no longer right does no harm.</summary>
    internal void FetchToTell() => Prefetch.Line(this, 0);

    /// <summary>Asks the processor for what a run will touch.</summary>
    internal void FetchToRun()
    {
        Prefetch.Line(this, 0);
        Prefetch.Line(this, 64);
        Prefetch.Line(this, 128);
    }

    /// <summary>Asks the processor for the actor and the letter that came last: the cell is there already.</summary>
    internal void FetchActor()
    {
        if (_actor is { } actor) Prefetch.Line(actor, 0);
        if (_inbox is { } letter) Prefetch.Line(letter, 0);
    }

    /// <summary>Asks the processor for the message that came last: its letter is there already.</summary>
    internal void FetchMessage()
    {
        if (_inbox is { } letter) Prefetch.Line(letter.Message, 0);
    }

    // The parent keeps its statistics of a child in there: it may come while the child makes its own.
    private CellExtras MakeExtras()
    {
        var made = new CellExtras();
        return Interlocked.CompareExchange(ref _extras, made, null) ?? made;
    }

    internal void SetNumber(long number) => _number = number;
}

/// <summary>Names of actors that were given none: '$' and the child's number in base 64.</summary>
internal static class MadeUpNames
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    public static string For(long number)
    {
        Span<char> text = stackalloc char[12];
        var length = 0;
        text[length++] = '$';
        do
        {
            text[length++] = Digits[(int)(number & 63)];
            number >>>= 6;
        }
        while (number != 0);
        return text[..length].ToString();
    }

    public static bool TryParse(string name, out long number)
    {
        number = 0;
        if (name.Length is < 2 or > 12 || name[0] != '$') return false;
        for (var i = name.Length - 1; i > 0; i--)
        {
            var digit = Digits.IndexOf(name[i], StringComparison.Ordinal);
            if (digit < 0) return false;
            number = (number << 6) | (uint)digit;
        }

        return true;
    }
}

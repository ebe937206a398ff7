namespace Akka.Actor;

/// <summary>
/// An actor that declares one handler per message type in its constructor. Handlers are tried in the order of their declaration; the
/// first that takes the message handles it.
/// </summary>
public abstract class ReceiveActor : UntypedActor
{
    private readonly Handlers _first = new();
    private Handlers? _building; // what is being declared now; null outside of the constructor and of Become

    /// <summary>Opens the declaration of handlers, which lasts as long as the constructor.</summary>
    protected ReceiveActor() => _building = _first;

    /// <summary>Not called: a <see cref="ReceiveActor"/> has handlers.</summary>
    /// <param name="message">The message.</param>
    protected sealed override void OnReceive(object message) => Unhandled(message);

    /// <summary>Replaces the behaviour by the handlers that <paramref name="configure"/> declares.</summary>
    /// <param name="configure">Calls Receive, ReceiveAsync, ...</param>
    protected void Become(Action configure) => Cell.Become(Build(configure));

    /// <summary>Lays the handlers that <paramref name="configure"/> declares over the current behaviour.</summary>
    /// <param name="configure">Calls Receive, ReceiveAsync, ...</param>
    protected void BecomeStacked(Action configure) => Cell.BecomeStacked(Build(configure));

    /// <summary>Handles messages of one type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">The handler.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Declare(new SyncHandler<T>(handler, shouldHandle));

    /// <summary>Handles those messages of one type that a predicate takes.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">The handler.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Handles messages of one type if the handler says so.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">Returns whether it took the message.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void Receive<T>(Func<T, bool> handler) => Declare(new DecidingHandler<T>(handler));

    /// <summary>Handles messages of a type known at run time.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Declare(new TypedHandler(messageType, new SyncHandler<object>(handler, shouldHandle)));

    /// <summary>Handles messages of a type known at run time.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">The handler.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => Receive(messageType, handler, shouldHandle);

    /// <summary>Handles messages of a type known at run time if the handler says so.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">Returns whether it took the message.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void Receive(Type messageType, Func<object, bool> handler) => Declare(new TypedHandler(messageType, new DecidingHandler<object>(handler)));

    /// <summary>Handles messages of one type with a task; the next message waits for it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">The handler.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) => Declare(new AsyncHandler<T>(handler, shouldHandle));

    /// <summary>Handles those messages of one type that a predicate takes with a task; the next message waits for it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">The handler.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    /// <summary>Handles messages of a type known at run time with a task; the next message waits for it.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="shouldHandle">Which of them; null for all.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Declare(new TypedHandler(messageType, new AsyncHandler<object>(handler, shouldHandle)));

    /// <summary>Handles messages of a type known at run time with a task; the next message waits for it.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="shouldHandle">Which of them.</param>
    /// <param name="handler">The handler.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void ReceiveAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) => ReceiveAsync(messageType, handler, shouldHandle);

    /// <summary>Handles every message that no handler declared before took. No handler can be declared after it.</summary>
    /// <param name="handler">The handler.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void ReceiveAny(Action<object> handler)
    {
        Declare(new SyncHandler<object>(handler, null));
        _building!.Close();
    }

    /// <summary>Handles every message that no handler declared before took, with a task. No handler can be declared after it.</summary>
    /// <param name="handler">The handler.</param>
    /// <exception cref="InvalidOperationException">Called outside of the constructor or of a Become, or after a handler for everything.</exception>
    protected void ReceiveAnyAsync(Func<object, Task> handler)
    {
        Declare(new AsyncHandler<object>(handler, null));
        _building!.Close();
    }

    /// <summary>Ends the declarations of the constructor.</summary>
    internal void Seal() => _building = null;

    /// <summary>The handlers of the constructor, called without a delegate in between.</summary>
    internal override bool ReceiveDirectly(object message) => _first.Handle(message);

    private Receive Build(Action configure)
    {
        var outer = _building;
        var handlers = _building = new ConfiguredHandlers(configure);
        try
        {
            configure();
        }
        finally
        {
            _building = outer;
        }

        return handlers.Handle;
    }

    private void Declare(Handler handler)
    {
        if (_building is null) throw new InvalidOperationException("Handlers are declared in the constructor of a ReceiveActor, or inside of Become.");
        _building.Add(handler);
    }
}

/// <summary>The handlers of one behaviour, in the order of their declaration.</summary>
internal class Handlers
{
    private Handler? _first;
    private Handler? _last;
    private bool _closed;

    public void Add(Handler handler)
    {
        if (_closed) throw new InvalidOperationException("A handler for any message has been declared: handlers after it would never be called.");
        if (handler.TakesEverything) Close();
        if (_last is null) _first = handler;
        else _last.Next = handler;
        _last = handler;
    }

    public void Close() => _closed = true;

    public bool Handle(object message)
    {
        for (var handler = _first; handler is not null; handler = handler.Next)
            if (handler.TryHandle(message)) return true;
        return false;
    }
}

/// <summary>The handlers that a method has declared for a behaviour of its own.</summary>
internal sealed class ConfiguredHandlers(Action configure) : Handlers, INamedBehavior
{
    public Delegate Source => configure;
}

/// <summary>One handler: a node of its behaviour's list, so that declaring one costs one object beside its delegate.</summary>
internal abstract class Handler
{
    internal Handler? Next;

    public virtual bool TakesEverything => false;

    public abstract bool TryHandle(object message);
}

internal sealed class SyncHandler<T>(Action<T> handler, Predicate<T>? shouldHandle) : Handler
{
    public override bool TakesEverything => typeof(T) == typeof(object) && shouldHandle is null;

    public override bool TryHandle(object message)
    {
        if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed))) return false;
        handler(typed);
        return true;
    }
}

internal sealed class DecidingHandler<T>(Func<T, bool> handler) : Handler
{
    public override bool TryHandle(object message) => message is T typed && handler(typed);
}

internal sealed class AsyncHandler<T>(Func<T, Task> handler, Predicate<T>? shouldHandle) : Handler
{
    public override bool TakesEverything => typeof(T) == typeof(object) && shouldHandle is null;

    public override bool TryHandle(object message)
    {
        if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed))) return false;
        ActorCell.Current!.RunAsync(handler, typed);
        return true;
    }
}

internal sealed class TypedHandler(Type type, Handler inner) : Handler
{
    public override bool TakesEverything => type == typeof(object) && inner.TakesEverything;

    public override bool TryHandle(object message) => type.IsInstanceOfType(message) && inner.TryHandle(message);
}

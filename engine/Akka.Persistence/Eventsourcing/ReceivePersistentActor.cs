using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// A persistent actor that declares its handlers in its constructor: <c>Command</c> for commands, <c>Recover</c> for events. The first
/// handler whose type and predicate fit is called.
/// </summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor
{
    private readonly Handlers _recover = new();
    private readonly Handlers _commands = new();
    private Handlers? _building;
    private bool _sealed;

    /// <summary>Made by <see cref="Props"/> only.</summary>
    protected ReceivePersistentActor() => _building = _commands;

    /// <inheritdoc />
    public override void AroundPreStart()
    {
        Seal();
        base.AroundPreStart();
    }

    /// <inheritdoc />
    public override void AroundPostRestart(Exception cause, object message)
    {
        Seal();
        base.AroundPostRestart(cause, message);
    }

    /// <inheritdoc />
    protected sealed override void OnCommand(object message)
    {
        if (!_commands.Handle(message)) Unhandled(message);
    }

    /// <inheritdoc />
    protected sealed override void OnRecover(object message)
    {
        if (!_recover.Handle(message)) Unhandled(message);
    }

    /// <summary>Puts other handlers for commands in place of the current ones. Recovery is not concerned.</summary>
    /// <param name="configure">Declares the new handlers with <c>Command</c>.</param>
    protected void Become(Action configure) => Cell.Become(Build(configure));

    /// <summary>Puts other handlers for commands on top of the current ones, until <c>UnbecomeStacked</c>.</summary>
    /// <param name="configure">Declares the new handlers with <c>Command</c>.</param>
    protected void BecomeStacked(Action configure) => Cell.BecomeStacked(Build(configure));

    /// <summary>Declares a handler for events and offers of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">Changes the state.</param>
    /// <param name="shouldHandle">Decides whether the handler takes the message; null takes all.</param>
    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => DeclareRecover(new SyncHandler<T>(handler, shouldHandle));

    /// <inheritdoc cref="Recover{T}(Action{T}, Predicate{T})" />
    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => Recover(handler, shouldHandle);

    /// <summary>Declares a handler for events and offers of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">Changes the state; returns false to leave the message to the handlers after it.</param>
    protected void Recover<T>(Func<T, bool> handler) => DeclareRecover(new DecidingHandler<T>(handler));

    /// <summary>Declares a handler for events and offers of a type.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">Changes the state.</param>
    /// <param name="shouldHandle">Decides whether the handler takes the message; null takes all.</param>
    protected void Recover(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        DeclareRecover(new TypedHandler(messageType, new SyncHandler<object>(handler, shouldHandle)));

    /// <inheritdoc cref="Recover(Type, Action{object}, Predicate{object})" />
    protected void Recover(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => Recover(messageType, handler, shouldHandle);

    /// <summary>Declares a handler for events and offers of a type.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">Changes the state; returns false to leave the message to the handlers after it.</param>
    protected void Recover(Type messageType, Func<object, bool> handler) => DeclareRecover(new TypedHandler(messageType, new DecidingHandler<object>(handler)));

    /// <summary>Declares the last handler for events: it takes whatever comes, also offers and <see cref="RecoveryCompleted"/>.</summary>
    /// <param name="handler">Changes the state.</param>
    protected void RecoverAny(Action<object> handler) => DeclareRecover(new SyncHandler<object>(handler, null));

    /// <summary>Declares a handler for commands of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">Handles the command.</param>
    /// <param name="shouldHandle">Decides whether the handler takes the command; null takes all.</param>
    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) => Declare(new SyncHandler<T>(handler, shouldHandle));

    /// <inheritdoc cref="Command{T}(Action{T}, Predicate{T})" />
    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => Command(handler, shouldHandle);

    /// <summary>Declares a handler for commands of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">Handles the command; returns false to leave it to the handlers after it.</param>
    protected void Command<T>(Func<T, bool> handler) => Declare(new DecidingHandler<T>(handler));

    /// <summary>Declares a handler for commands of a type.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">Handles the command.</param>
    /// <param name="shouldHandle">Decides whether the handler takes the command; null takes all.</param>
    protected void Command(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Declare(new TypedHandler(messageType, new SyncHandler<object>(handler, shouldHandle)));

    /// <inheritdoc cref="Command(Type, Action{object}, Predicate{object})" />
    protected void Command(Type messageType, Predicate<object> shouldHandle, Action<object> handler) => Command(messageType, handler, shouldHandle);

    /// <summary>Declares a handler for commands of a type.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">Handles the command; returns false to leave it to the handlers after it.</param>
    protected void Command(Type messageType, Func<object, bool> handler) => Declare(new TypedHandler(messageType, new DecidingHandler<object>(handler)));

    /// <summary>Declares the last handler for commands: it takes whatever comes.</summary>
    /// <param name="handler">Handles the command.</param>
    protected void Command(Action<object> handler) => CommandAny(handler);

    /// <summary>Declares the last handler for commands: it takes whatever comes.</summary>
    /// <param name="handler">Handles the command.</param>
    protected void CommandAny(Action<object> handler) => Declare(new SyncHandler<object>(handler, null));

    /// <summary>Declares an asynchronous handler for commands of a type. The actor handles no other message until its task is done.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="handler">Handles the command; may persist before and after an <c>await</c>.</param>
    /// <param name="shouldHandle">Decides whether the handler takes the command; null takes all.</param>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Declare(new SyncHandler<T>(message => RunTask(() => handler(message)), shouldHandle));

    /// <inheritdoc cref="CommandAsync{T}(Func{T, Task}, Predicate{T})" />
    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => CommandAsync(handler, shouldHandle);

    /// <summary>Declares an asynchronous handler for commands of a type. The actor handles no other message until its task is done.</summary>
    /// <param name="messageType">The type.</param>
    /// <param name="handler">Handles the command; may persist before and after an <c>await</c>.</param>
    /// <param name="shouldHandle">Decides whether the handler takes the command; null takes all.</param>
    protected void CommandAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Declare(new TypedHandler(messageType, new SyncHandler<object>(message => RunTask(() => handler(message)), shouldHandle)));

    /// <inheritdoc cref="CommandAsync(Type, Func{object, Task}, Predicate{object})" />
    protected void CommandAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) => CommandAsync(messageType, handler, shouldHandle);

    /// <summary>Declares the last handler for commands, an asynchronous one: it takes whatever comes.</summary>
    /// <param name="handler">Handles the command; may persist before and after an <c>await</c>.</param>
    protected void CommandAnyAsync(Func<object, Task> handler) => Declare(new SyncHandler<object>(message => RunTask(() => handler(message)), null));

    private void Seal()
    {
        _building = null;
        _sealed = true;
    }

    private Receive Build(Action configure)
    {
        var outer = _building;
        var handlers = _building = new Handlers();
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
        if (_building is null) throw new InvalidOperationException("Command handlers are declared in the constructor, or inside of Become.");
        _building.Add(handler);
    }

    private void DeclareRecover(Handler handler)
    {
        if (_sealed) throw new InvalidOperationException("Recover handlers are declared in the constructor.");
        _recover.Add(handler);
    }
}

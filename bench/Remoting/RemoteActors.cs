using Akka.Actor;

namespace Switchboard.Bench.Remoting;

/// <summary>Sends one message again and again, no more than a window of them unanswered, and completes when all are.</summary>
internal sealed class WindowSender : UntypedActor
{
    private readonly ActorSelection _to;
    private readonly object _message;
    private readonly int _count;
    private readonly TaskCompletionSource _done;
    private readonly int _window;
    private IActorRef _target = ActorRefs.Nobody;
    private int _sent;
    private int _answered;

    public WindowSender(string path, object message, int count, int window, TaskCompletionSource done)
    {
        (_to, _message, _count, _window, _done) = (Context.ActorSelection(path), message, count, window, done);
        _to.Tell(new Identify(0));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ActorIdentity identity:
                _target = identity.Subject!;
                break;
            case Came came:
                _answered += came.Count;
                break;
            default:
                _answered++;
                break;
        }
        while (_sent < _count && _sent - _answered < _window)
        {
            _target.Tell(_message);
            _sent++;
        }
        if (_answered >= _count) _done.TrySetResult();
    }
}

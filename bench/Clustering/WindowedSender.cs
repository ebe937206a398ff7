using Akka.Actor;
using Switchboard.Bench.Remoting;

namespace Switchboard.Bench.Clustering;

/// <summary>Sends one message after the other, no more than a window of them unanswered; completes when so many have been answered that the rest is under way.</summary>
internal sealed class WindowedSender : UntypedActor
{
    private readonly IActorRef _target;
    private readonly object[] _messages;
    private readonly long _count;
    private readonly int _window;
    private readonly TaskCompletionSource _done;
    private long _sent;
    private long _answered;
    private int _next;

    public WindowedSender(IActorRef target, object[] messages, long count, int window, TaskCompletionSource done) =>
        (_target, _messages, _count, _window, _done) = (target, messages, count, window, done);

    protected override void PreStart() => Send();

    protected override void OnReceive(object message)
    {
        _answered += ((Came)message).Count;
        Send();
    }

    private void Send()
    {
        for (; _sent < _count && _sent - _answered < _window; _sent++)
        {
            _target.Tell(_messages[_next], Self);
            if (++_next == _messages.Length) _next = 0;
        }

        if (_sent == _count) _done.TrySetResult();
    }
}

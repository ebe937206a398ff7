using Akka.Actor;

namespace Switchboard.Bench.Actors;

/// <summary>A message without content; one instance goes to and fro, so that only what a tell allocates is counted.</summary>
internal sealed class Ball
{
    public static readonly Ball Instance = new();
}

/// <summary>Starts a run of a <see cref="Pinger"/>.</summary>
internal sealed record Serve(long Count, int Flights, TaskCompletionSource Done);

/// <summary>Sends every message back.</summary>
internal sealed class Echo : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(message, Self);
}

/// <summary>Keeps a number of messages in flight until so many have come back.</summary>
internal sealed class Pinger(IActorRef partner) : UntypedActor
{
    private TaskCompletionSource? _done;
    private long _toSend;
    private long _toCome;

    protected override void OnReceive(object message)
    {
        if (message is Serve serve)
        {
            (_toSend, _toCome, _done) = (serve.Count, serve.Count, serve.Done);
            for (var i = 0; i < serve.Flights && _toSend > 0; i++) Send();
            return;
        }

        if (--_toCome == 0) _done!.SetResult();
        else if (_toSend > 0) Send();
    }

    private void Send()
    {
        _toSend--;
        partner.Tell(Ball.Instance, Self);
    }
}

/// <summary>Counts what it gets.</summary>
internal sealed class Counter : UntypedActor
{
    private TaskCompletionSource? _done;
    private long _left;

    protected override void OnReceive(object message)
    {
        if (message is Serve serve) (_left, _done) = (serve.Count, serve.Done);
        else if (--_left == 0) _done!.SetResult();
    }
}

using Akka.Actor;

namespace Akka.Persistence.Tests.Infrastructure;

/// <summary>A reference that keeps what it is told, with the sender, until the test takes it.</summary>
internal sealed class Recorder(string name) : MinimalActorRef
{
    private readonly Queue<(object Message, IActorRef? Sender)> _received = new();

    public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "recorders")) / name;

    public override IActorRefProvider Provider => throw new NotSupportedException();

    public int Count => _received.Count;

    public IActorRef? LastSender { get; private set; }

    /// <summary>Takes the oldest message, which must be of the type.</summary>
    public T Expect<T>()
    {
        Assert.True(_received.Count > 0, $"nothing was received where {typeof(T).Name} was expected");
        var (message, sender) = _received.Dequeue();
        LastSender = sender;
        return Assert.IsAssignableFrom<T>(message);
    }

    /// <summary>Takes the oldest message, which must be equal to the expected one.</summary>
    public void Expect(object expected)
    {
        Assert.True(_received.Count > 0, $"nothing was received where '{expected}' was expected");
        var (message, sender) = _received.Dequeue();
        LastSender = sender;
        Assert.Equal(expected, message);
    }

    /// <summary>Takes as many messages as are expected, which must be equal, and there must be no more.</summary>
    public void ExpectExactly(params object[] expected) => Assert.Equal(expected, TakeAll());

    public void ExpectNothing() => Assert.Empty(_received.Select(r => r.Message));

    public object[] TakeAll()
    {
        var all = _received.Select(r => r.Message).ToArray();
        _received.Clear();
        return all;
    }

    protected override void TellInternal(object message, IActorRef? sender) => _received.Enqueue((message, sender));
}

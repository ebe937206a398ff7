using Akka.Actor;

namespace Akka.Tests.Dispatch;

/// <summary>Requires no certain mailbox. Logs texts as "name:text", throws failures, runs actions; "open" lets out what it stashes while closed.</summary>
internal sealed class PlainActor(string name, List<string> log, bool isClosed = false) : ActorBase, IWithUnrestrictedStash
{
    private bool _isClosed = isClosed;

    public IStash Stash { get; set; } = null!;

    public IActorRef Me => Self;

    public void Note(string what) => log.Add(name + ":" + what);

    public static Props Props(string name, List<string> log, bool isClosed = false) => Akka.Actor.Props.Create(() => new PlainActor(name, log, isClosed));

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case "open":
                _isClosed = false;
                Stash.UnstashAll();
                return true;
            case var _ when _isClosed:
                Stash.Stash();
                return true;
            case Exception failure:
                throw failure;
            case Action<PlainActor> code:
                code(this);
                return true;
            default:
                Note(message.ToString()!);
                return true;
        }
    }
}

using Akka.Actor;
using Akka.Routing;
using Akka.Tests.Actor;

namespace Akka.Tests.Routing;

/// <summary>What the tests of routers share: routees that log, and questions to routers.</summary>
public abstract class RoutingTest(string config = "") : CoreTest(config)
{
    /// <summary>How many routees have been made.</summary>
    protected int Made { get; private set; }

    /// <summary>Routees have the numbers of their turns; each logs "number:message", throws failures and runs actions.</summary>
    protected Props Routee()
    {
        Action made = () => Made++;
        return Props.Create(() => new NumberedRoutee(made, Log));
    }

    protected IActorRef[] RouteesOf(IActorRef router) => MembersOf(router).Cast<ActorRefRoutee>().Select(r => r.Actor).ToArray();

    protected Routee[] MembersOf(IActorRef router)
    {
        var answer = router.Ask<Routees>(RouterMessage.GetRoutees, TimeSpan.FromSeconds(5));
        Run();
        return answer.IsCompleted ? [.. answer.Result.Members] : [];
    }

    protected bool IsGone(IActorRef actor)
    {
        Run();
        return ((IInternalActorRef)actor).IsTerminated;
    }

    private sealed class NumberedRoutee : ActorBase
    {
        private readonly List<string> _log;
        private readonly long _number = Context.Parent.Path.Name == "user" ? 0 : ((ActorCell)Context).Number;

        public NumberedRoutee(Action made, List<string> log)
        {
            _log = log;
            made();
        }

        protected override bool Receive(object message)
        {
            switch (message)
            {
                case Exception failure:
                    throw failure;
                case Action<IActorContext> code:
                    code(Context);
                    return true;
                case "who":
                    Sender.Tell(Self);
                    return true;
                default:
                    _log.Add($"{_number}:{message}");
                    return true;
            }
        }
    }
}

using Akka.Actor;

namespace Akka.Routing;

/// <summary>Manages the routees of a router, in its turn, while messages go to them past it. A restart of its own leaves it the routees.</summary>
internal sealed class RouterActor(RouterConfig config) : UntypedActor
{
    private const string ControllerName = "routingLogicController";

    private IActorRef _controller = ActorRefs.Nobody;

    private static RouterIntake Intake => (RouterIntake)((ActorCell)Context).Intake!;

    protected override void PreStart()
    {
        _controller = Context.Child(ControllerName);
        if (_controller.IsNobody() && config.RoutingLogicController(Intake.Router.RoutingLogic) is { } props)
            _controller = Context.ActorOf(props.Dispatcher.Length == 0 ? props.WithDispatcher(config.RouterDispatcher) : props, ControllerName);
    }

    // The routees are restarted with it, not replaced.
    protected override void PreRestart(Exception reason, object message)
    {
    }

    protected internal override SupervisorStrategy SupervisorStrategy() => config is Pool pool ? pool.SupervisorStrategy : base.SupervisorStrategy();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case GetRoutees:
                Sender.Tell(new Routees(Intake.Router.Routees), Self);
                break;
            case AddRoutee add:
                Intake.Add(add.Routee);
                break;
            case RemoveRoutee remove:
                Intake.Remove([remove.Routee], stops: true);
                StopIfEmpty();
                break;
            case Terminated terminated:
                Intake.Remove([new ActorRefRoutee(terminated.ActorRef)], stops: false);
                StopIfEmpty();
                break;
            case AdjustPoolSize adjust when config is Pool:
                Intake.Adjust(adjust.Change);
                StopIfEmpty();
                break;
            case Resize when config is Pool:
                Intake.Resized();
                break;
            default:
                if (_controller.IsNobody()) Unhandled(message);
                else _controller.Forward(message);
                break;
        }
    }

    private void StopIfEmpty()
    {
        if (config.StopRouterWhenAllRouteesRemoved && !Intake.Router.Routees.Any()) Context.Stop(Self);
    }
}

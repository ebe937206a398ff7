using Akka.Configuration;
using Akka.Routing;

namespace Akka.Actor;

// Children that are routers.
public sealed partial class ActorCell
{
    private ActorCell RouterOf(Props props, Deploy deploy, string? name)
    {
        var config = deploy.RouterConfig;
        config.VerifyConfig(Path / (name ?? "$"));
        var routees = deploy.WithRouterConfig(NoRouter.Instance);
        if (config is Pool { UsePoolDispatcher: true } && routees.Dispatcher.Length == 0)
            routees = routees.WithDispatcher(Configuration.Hocon.HoconPath.Append(Configuration.Hocon.HoconPath.Append(Deployer.Section, deploy.Path), "pool-dispatcher"));
        if (config is Pool) _ = _system.Mailboxes.For(props.Type, routees.Mailbox, _system.Dispatchers.Lookup(routees.Dispatcher)); // refused here, not one by one
        var router = config.CreateRouter(_system);
        var head = new ActorCell(_system, Props.Create<RouterActor>(config), _system.Dispatchers.Lookup(config.RouterDispatcher), this, name);
        head.BeginBuilding();
        Take(head, name);
        head.BuildRouter(config, router, props.WithExactly(routees));
        return head;
    }

    private void BuildRouter(RouterConfig config, Router router, Props routees)
    {
        try
        {
            var intake = new RouterIntake(this, config, router, routees);
            intake.AddFirst();
            Install(intake);
        }
        catch
        {
            Abandon();
            throw;
        }
        finally
        {
            _dispatcher.Wake(this);
        }
    }
}

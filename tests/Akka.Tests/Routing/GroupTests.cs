using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Routing;
using Akka.Tests.Actor;

namespace Akka.Tests.Routing;

/// <summary>A group routes to actors that others have made, by their paths; a deployment can say what kind of router a path has.</summary>
public sealed class GroupTests : RoutingTest
{
    public GroupTests() : base($$"""
        akka.actor.deployment {
          /pool { router = round-robin-pool, nr-of-instances = 3 }
          /group { router = broadcast-group, routees.paths = ["/user/a", "/user/b"] }
          /hashed { router = consistent-hashing-pool, nr-of-instances = 4, virtual-nodes-factor = 17 }
          /own { router = "{{typeof(OwnPool).AssemblyQualifiedName}}", nr-of-instances = 2 }
          /dispatched { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher { type = Dispatcher, throughput = 7 } }
          /resized { router = round-robin-pool, nr-of-instances = 1, resizer { enabled = on, lower-bound = 3, upper-bound = 9 } }
          /a/worker { router = round-robin-pool, nr-of-instances = 5 }
          "/a/*" { dispatcher = five }
          "/deep/**" { dispatcher = six }
          "/deep/x" { dispatcher = five }
        }
        akka.actor.debug.router-misconfiguration = on
        five { throughput = 5 }
        six { throughput = 6 }
        """)
    {
    }

    [Fact]
    public void A_group_takes_its_paths_in_turn_and_finds_actors_that_come_later()
    {
        var router = System.ActorOf(new RoundRobinGroup("/user/a", "/user/b").Props(), "router");
        Start(NewScript("a"));
        Log.Clear();
        Send(router, "1", "2", "3");
        Assert.Equal(["a:1", "a:3"], Log.Order());
        Assert.Equal("2", Assert.Single(DeadLetters).Message);
        Start(NewScript("b"));
        Log.Clear();
        Send(router, "4", "5");
        Assert.Equal(["a:5", "b:4"], Log.Order());
    }

    [Fact]
    public void A_group_does_not_stop_its_routees_nor_with_them()
    {
        var router = System.ActorOf(new BroadcastGroup("/user/a", "/user/b").Props(), "router");
        var (a, b) = (Start(NewScript("a")), Start(NewScript("b")));
        System.Stop(a);
        Assert.False(IsGone(router));
        Assert.Equal(2, MembersOf(router).Length);
        Send(router, PoisonPill.Instance);
        Assert.True(IsGone(router));
        Assert.False(IsGone(b));
    }

    [Fact]
    public void Paths_can_be_added_and_removed_and_without_any_the_router_stops()
    {
        var router = System.ActorOf(new BroadcastGroup("/user/a").Props(), "router");
        Start(NewScript("a"));
        Start(NewScript("b"));
        Send(router, new AddRoutee(new ActorSelectionRoutee(System.ActorSelection("/user/b"))));
        Log.Clear();
        Send(router, "1");
        Assert.Equal(["a:1", "b:1"], Log.Order());
        Send(router, new RemoveRoutee(new ActorSelectionRoutee(System.ActorSelection("/user/a"))));
        Assert.Single(MembersOf(router));
        Send(router, new RemoveRoutee(new ActorSelectionRoutee(System.ActorSelection("/user/b"))));
        Assert.True(IsGone(router));
    }

    [Fact]
    public void The_configuration_of_a_path_describes_the_router()
    {
        Assert.Equal(3, RouteesOf(System.ActorOf(Routee().WithRouter(FromConfig.Instance), "pool")).Length);
        Start(NewScript("a"));
        Start(NewScript("b"));
        Log.Clear();
        Send(System.ActorOf(FromConfig.Instance.Props(), "group"), "1");
        Assert.Equal(["a:1", "b:1"], Log.Order());
        Assert.Equal(4, RouteesOf(System.ActorOf(Routee().WithRouter(FromConfig.Instance), "hashed")).Length);
        Assert.Equal(2, RouteesOf(System.ActorOf(Routee().WithRouter(FromConfig.Instance), "own")).Length);
        Assert.Equal(3, RouteesOf(System.ActorOf(Routee().WithRouter(FromConfig.Instance), "resized")).Length);
    }

    [Fact]
    public void The_configuration_wins_over_the_code_which_fills_what_it_leaves_open()
    {
        var router = System.ActorOf(new RoundRobinPool(9).WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy).Props(Routee()), "pool");
        Assert.Equal(3, RouteesOf(router).Length);
        Send(router, new BoomException());
        Assert.Equal(2, RouteesOf(router).Length);
    }

    [Fact]
    public void Routees_run_on_the_dispatcher_that_the_deployment_describes()
    {
        var router = System.ActorOf(Routee().WithRouter(FromConfig.Instance), "dispatched");
        Assert.All(RouteesOf(router).Cast<ActorCell>(), routee => Assert.Equal(7, routee.Dispatcher.Throughput));
        Assert.Equal(30, ((ActorCell)router).Dispatcher.Throughput);
    }

    [Fact]
    public void A_router_from_the_configuration_needs_one()
    {
        var refused = Assert.Throws<ConfigurationException>(() => System.ActorOf(Routee().WithRouter(FromConfig.Instance), "unheard-of"));
        Assert.Contains("/user/unheard-of", refused.Message);
        Assert.Throws<ConfigurationException>(() => System.ActorOf(Routee().WithRouter(FromConfig.Instance)));
    }

    [Fact]
    public void An_actor_that_the_configuration_takes_for_a_router_is_none_and_a_warning_says_so()
    {
        var warnings = Published<Warning>();
        var actor = System.ActorOf(Routee(), "pool");
        Send(actor, "a");
        Assert.Equal(["0:a"], Log);
        Assert.Contains("/user/pool", Assert.Single(warnings).Message.ToString());
    }

    [Fact]
    public void Children_and_wildcards_have_deployments_and_the_more_exact_path_wins()
    {
        var a = (ActorCell)System.ActorOf(Props.Empty, "a");
        Assert.Equal(5, RouteesOf(a.ActorOf(Routee().WithRouter(FromConfig.Instance), "worker")).Length);
        Assert.Equal(5, ((ActorCell)a.ActorOf(Props.Empty, "any")).Dispatcher.Throughput);
        Assert.Equal(5, ((ActorCell)a.ActorOf(Props.Empty)).Dispatcher.Throughput);
        var deep = (ActorCell)System.ActorOf(Props.Empty, "deep");
        var x = (ActorCell)deep.ActorOf(Props.Empty, "x");
        Assert.Equal((30, 5, 6), (deep.Dispatcher.Throughput, x.Dispatcher.Throughput, ((ActorCell)x.ActorOf(Props.Empty, "y")).Dispatcher.Throughput));
        Run();
    }

    [Fact]
    public void Deployments_can_be_looked_up_and_set_in_code()
    {
        var deployer = Extended.Provider.Deployer;
        Assert.Equal(3, Assert.IsType<RoundRobinPool>(deployer.Lookup(["pool"])!.RouterConfig).NrOfInstances);
        Assert.Equal("five", deployer.Lookup(System.ActorSelection("/user").Anchor.Path / "user" / "a" / "b")!.Dispatcher);
        Assert.Null(deployer.Lookup(["nobody"]));
        deployer.SetDeploy(new Deploy("/set", Config.Empty, new RoundRobinPool(2), Deploy.NoScopeGiven, "six"));
        var routees = RouteesOf(System.ActorOf(Routee().WithRouter(FromConfig.Instance), "set"));
        Assert.Equal((2, 6), (routees.Length, ((ActorCell)routees[0]).Dispatcher.Throughput));
        Assert.Throws<ConfigurationException>(() => deployer.SetDeploy(new Deploy("no-slash", Deploy.NoScopeGiven)));
        Assert.Throws<ConfigurationException>(() => deployer.SetDeploy(new Deploy("/**/a", Deploy.NoScopeGiven)));
    }

    [Fact]
    public void A_deployment_that_names_no_router_stops_the_start()
    {
        var refused = Assert.Throws<ConfigurationException>(() => new Event.SimulatedSystem("akka { loglevel = OFF, stdout-loglevel = OFF, actor.deployment { /x { router = square-pool } } }"));
        Assert.Contains("square-pool", refused.Message);
        Assert.Contains("round-robin-pool", refused.Message);
    }

    public sealed class OwnPool(Config config) : Pool(config.GetInt("nr-of-instances"), null, null, "", false)
    {
        public override int GetNrOfInstances(ActorSystem system) => NrOfInstances;

        public override Router CreateRouter(ActorSystem system) => new(new RoundRobinRoutingLogic());

        public override Akka.Util.ISurrogate ToSurrogate(ActorSystem system) => throw new NotSupportedException();
    }
}

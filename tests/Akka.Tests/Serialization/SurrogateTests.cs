using Akka.Actor;
using Akka.Configuration;
using Akka.Tests.Actor;
using Akka.Util;

namespace Akka.Tests.Serialization;

/// <summary>Everything that a serializer may not look into has a stand-in of plain values, and comes back from it as an equal.</summary>
public sealed class SurrogateTests : CoreTest
{
    private T RoundTrip<T>(T thing) where T : ISurrogated => (T)thing.ToSurrogate(System).FromSurrogate(System);

    [Fact]
    public void A_reference_comes_back_as_the_same_actor()
    {
        var actor = Start(NewScript("a"));
        Assert.Same(actor, RoundTrip(actor));
        Assert.Equal(actor.Path.ToSerializationFormat(), ((ActorRefBase.Surrogate)actor.ToSurrogate(System)).Path);
    }

    [Fact]
    public void Nobody_stays_nobody()
    {
        Assert.Same(ActorRefs.Nobody, RoundTrip<IActorRef>(ActorRefs.Nobody));
    }

    [Fact]
    public void A_path_keeps_its_address_and_uid()
    {
        var path = ActorPath.Parse("akka.tcp://sys@host:1/user/a#12");
        Assert.Equal((path, 12L), (RoundTrip(path), RoundTrip(path).Uid));
    }

    [Theory]
    [InlineData("akka://sys")]
    [InlineData("akka.tcp://sys@host:1234")]
    public void An_address_keeps_all_its_parts(string text)
    {
        var address = Address.Parse(text);
        Assert.Equal(address, RoundTrip(address));
    }

    [Fact]
    public void Props_keep_type_arguments_and_deployment()
    {
        var props = Props.Create(() => new ScriptedActor(NewScript("x"))).WithDispatcher("some-dispatcher");
        var back = RoundTrip(props);
        Assert.Equal((props.Type, props.Deploy), (back.Type, back.Deploy));
        Assert.Equal(props.Arguments, back.Arguments);
    }

    [Fact]
    public void A_deployment_keeps_all_that_it_says()
    {
        var deploy = new Deploy("/a", new RemoteScope(Address.Parse("akka://other"))).WithDispatcher("d").WithMailbox("m").WithStashCapacity(3);
        Assert.Equal(deploy, RoundTrip(deploy));
        Assert.Same(LocalScope.Instance, RoundTrip(LocalScope.Instance));
    }

    [Fact]
    public void A_strategy_keeps_limit_window_and_table()
    {
        var decider = Decider.From(Directive.Stop, Directive.Resume.When<ArithmeticException>());
        var one = (OneForOneStrategy)RoundTrip<SupervisorStrategy>(new OneForOneStrategy(3, 4000, decider));
        var all = (AllForOneStrategy)RoundTrip<SupervisorStrategy>(new AllForOneStrategy(5, 6000, decider));
        var rest = (RestForOneStrategy)RoundTrip<SupervisorStrategy>(new RestForOneStrategy(7, 8000, decider));
        Assert.Equal((3, 4000), (one.MaxNumberOfRetries, one.WithinTimeRangeMilliseconds));
        Assert.Equal((5, 6000), (all.MaxNumberOfRetries, all.WithinTimeRangeMilliseconds));
        Assert.Equal((7, 8000), (rest.MaxNumberOfRetries, rest.WithinTimeRangeMilliseconds));
        foreach (var strategy in new SupervisorStrategy[] { one, all, rest })
        {
            Assert.Equal(Directive.Resume, strategy.Decider.Decide(new DivideByZeroException()));
            Assert.Equal(Directive.Stop, strategy.Decider.Decide(new BoomException()));
        }
    }

    [Fact]
    public void A_strategy_that_decides_by_a_function_is_refused_with_what_to_use_instead()
    {
        var refused = Assert.Throws<NotSupportedException>(() => new OneForOneStrategy(_ => Directive.Stop).ToSurrogate(System));
        Assert.Contains(nameof(DeployableDecider), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_inside_a_deployment_comes_along()
    {
        var surrogate = new Deploy.DeploySurrogate { Config = ConfigurationFactory.ParseString("a = 1") };
        Assert.Equal(1, ((Deploy)surrogate.FromSurrogate(System)).Config.GetInt("a"));
    }
}

using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.ActorProps;

/// <summary>Props make the actor that was asked for, find the constructor that fits, and refuse what cannot be made with a reason.</summary>
public sealed class PropsTests : CoreTest
{
    // What the actor that these props make reports of itself.
    private string Made(Props props) => Executor.Run(System.ActorOf(props).Ask<string>("how", TimeSpan.FromSeconds(1)));

    private ActorInitializationException Refused(Props props)
    {
        var errors = Published<Error>();
        System.ActorOf(props);
        Run();
        return Assert.IsType<ActorInitializationException>(Assert.Single(errors).Cause);
    }

    [Fact]
    public void A_type_alone_uses_the_constructor_without_arguments()
    {
        Assert.Equal("()", Made(Props.Create<Many>()));
        Assert.Equal("()", Made(Props.Create(Of(typeof(Many)))));
        Assert.Equal("()", Made(new Props(typeof(Many))));
    }

    [Fact]
    public void Arguments_choose_the_constructor_by_their_types()
    {
        Assert.Equal("(string x)", Made(Props.Create<Many>("x")));
        Assert.Equal("(int 1)", Made(Props.Create<Many>(1)));
        Assert.Equal("(string x, int 1)", Made(Props.Create<Many>("x", 1)));
    }

    [Fact]
    public void Missing_arguments_take_their_defaults()
    {
        Assert.Equal("(double 1.5, bool True)", Made(Props.Create<Many>(1.5)));
        Assert.Equal("(double 1.5, bool False)", Made(Props.Create<Many>(1.5, false)));
    }

    [Fact]
    public void A_null_argument_fits_a_reference_and_not_a_number()
    {
        Assert.Equal("(string )", Made(Props.Create(Of(typeof(OnlyText)), [null!])));
        Assert.Contains("OnlyNumber", Refused(Props.Create(Of(typeof(OnlyNumber)), [null!])).InnerException!.Message);
    }

    [Fact]
    public void A_number_fits_a_wider_parameter()
    {
        Assert.Equal("(long 7)", Made(Props.Create<OnlyNumber>(7)));
        var small = (byte)3;
        Assert.Equal("(long 3)", Made(Props.Create(() => new OnlyNumber(small))));
    }

    [Fact]
    public void Among_constructors_that_fit_the_most_specific_is_taken()
    {
        Assert.Equal("(ArgumentException)", Made(Props.Create<Specific>(new ArgumentNullException())));
        Assert.Equal("(Exception)", Made(Props.Create<Specific>(new BoomException())));
    }

    [Fact]
    public void An_expression_gives_constants_variables_and_calculated_arguments()
    {
        var text = "captured";
        Assert.Equal("(string captured)", Made(Props.Create(() => new Many(text))));
        Assert.Equal("(string CAPTURED, int 3)", Made(Props.Create(() => new Many(text.ToUpperInvariant(), 1 + text.Length - 6))));
        Assert.Equal("()", Made(Props.Create(() => new Many())));
        Assert.Equal("(string )", Made(Props.Create(() => new OnlyText(null))));
    }

    [Fact]
    public void Arguments_of_an_expression_are_evaluated_once_and_kept_through_restarts()
    {
        var count = 0;
        int Next() => ++count;
        Func<int> next = Next;
        var actor = System.ActorOf(Props.Create(() => new Many("x", next())));
        Send(actor, new BoomException(), new BoomException());
        Assert.Equal("(string x, int 1)", Executor.Run(actor.Ask<string>("how", TimeSpan.FromSeconds(1))));
        Assert.Equal(1, count);
    }

    [Fact]
    public void An_expression_that_is_no_constructor_call_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Props.Create(() => Make()));
    }

    private static Many Make() => new();

    private static Type Of(Type known) => known;

    [Fact]
    public void A_constructor_that_does_not_exist_fails_the_creation_and_names_those_that_do()
    {
        var failure = Refused(Props.Create<Many>("x", "y", "z"));
        Assert.IsType<MissingMethodException>(failure.InnerException);
        Assert.Contains("Int32", failure.InnerException!.Message);
    }

    [Fact]
    public void Types_that_are_no_actors_and_abstract_ones_are_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => Props.Create(Of(typeof(string))));
        Assert.Throws<ArgumentException>(() => Props.Create(Of(typeof(UntypedActor))));
        Assert.Throws<ArgumentNullException>(() => Props.Create((Type)null!));
    }

    [Fact]
    public void No_props_at_all_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => System.ActorOf(null!));
    }

    [Fact]
    public void A_producer_makes_every_instance_and_gets_each_back_once()
    {
        var producer = new Producer();
        var actor = System.ActorOf(Props.CreateBy(producer));
        Send(actor, new BoomException());
        Assert.Equal((2, 1), (producer.Produced.Count, producer.Released.Count));
        System.Stop(actor);
        Run();
        Assert.Equal(producer.Produced, producer.Released);
    }

    [Fact]
    public void A_producer_that_makes_nothing_fails_the_creation()
    {
        Assert.Contains("none", Refused(Props.CreateBy(new Producer { Nothing = true })).Message);
    }

    [Fact]
    public void A_producer_that_throws_fails_the_creation_with_its_failure()
    {
        Assert.IsType<BoomException>(Refused(Props.CreateBy(new Producer { Fails = true })).InnerException);
    }

    [Fact]
    public void Changed_props_are_copies()
    {
        var first = Props.Create<Many>("x");
        var changed = first.WithDispatcher("d").WithMailbox("m").WithStashCapacity(3).WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy);
        Assert.Equal(("", ""), (first.Dispatcher, first.Mailbox));
        Assert.Equal(("d", "m", 3), (changed.Dispatcher, changed.Mailbox, changed.Deploy.StashCapacity));
        Assert.Same(SupervisorStrategy.StoppingStrategy, changed.SupervisorStrategy);
        Assert.Null(first.SupervisorStrategy);
        Assert.Equal(first, Props.Create<Many>("x"));
        Assert.NotEqual(first, Props.Create<Many>("y"));
    }

    [Fact]
    public void A_dispatcher_that_is_not_configured_is_refused_where_the_actor_is_made()
    {
        var failure = Assert.Throws<ConfigurationException>(() => System.ActorOf(Props.Create<Many>().WithDispatcher("no-such")));
        Assert.Contains("no-such", failure.Message);
    }

    [Fact]
    public void Empty_props_make_an_actor_that_handles_nothing_and_none_make_no_actor()
    {
        var unhandled = Published<UnhandledMessage>();
        Send(System.ActorOf(Props.Empty), "x");
        Assert.Single(unhandled);
        Assert.IsType<InvalidOperationException>(Refused(Props.None).InnerException);
    }

    private abstract class Telling(string how) : ActorBase
    {
        protected override bool Receive(object message)
        {
            if (message is Exception failure) throw failure;
            Sender.Tell(how);
            return true;
        }
    }

    private sealed class Many : Telling
    {
        public Many() : base("()")
        {
        }

        public Many(string text) : base($"(string {text})")
        {
        }

        public Many(int number) : base($"(int {number})")
        {
        }

        public Many(string text, int number) : base($"(string {text}, int {number})")
        {
        }

        public Many(double number, bool flag = true) : base($"(double {number}, bool {flag})")
        {
        }
    }

    private sealed class OnlyText(string? text) : Telling($"(string {text})");

    private sealed class OnlyNumber(long number) : Telling($"(long {number})");

    private sealed class Specific : Telling
    {
        public Specific(Exception _) : base("(Exception)")
        {
        }

        public Specific(ArgumentException _) : base("(ArgumentException)")
        {
        }
    }

    private sealed class Producer : IIndirectActorProducer
    {
        public bool Nothing { get; init; }

        public bool Fails { get; init; }

        public List<ActorBase> Produced { get; } = [];

        public List<ActorBase> Released { get; } = [];

        public Type ActorType => typeof(Many);

        public ActorBase Produce()
        {
            if (Fails) throw new BoomException();
            if (Nothing) return null!;
            var actor = new Many();
            Produced.Add(actor);
            return actor;
        }

        public void Release(ActorBase actor) => Released.Add(actor);
    }
}

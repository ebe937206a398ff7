using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using Akka.Event;
using Akka.Tests.Actor;

namespace Akka.Tests.Dispatch;

/// <summary>Which mailbox an actor gets: deployment, props, dispatcher, requirement, default, in this order; what does not fit is refused by name.</summary>
public sealed class MailboxSelectionTests : CoreTest
{
    public MailboxSelectionTests() : base($$"""
        tiny { mailbox-type = Akka.Dispatch.BoundedMailbox, mailbox-capacity = 3, mailbox-push-timeout-time = 0s }
        tiny-deque { mailbox-type = Akka.Dispatch.BoundedDequeBasedMailbox, mailbox-capacity = 3, mailbox-push-timeout-time = 0s }
        plain { mailbox-type = Akka.Dispatch.UnboundedMailbox }
        own { mailbox-type = "{{typeof(CountingMailbox).AssemblyQualifiedName}}" }
        odd { mailbox-type = "No.Such.Mailbox" }
        wrong { mailbox-type = Akka.Dispatch.BoundedMailbox, mailbox-capacity = 0 }
        nothing { mailbox-capacity = 3 }
        narrow { mailbox-type = Akka.Dispatch.BoundedMailbox, mailbox-capacity = 2, mailbox-push-timeout-time = 0s }
        demanding { mailbox-requirement = Akka.Dispatch.IBoundedMessageQueueSemantics }
        akka.actor.deployment { /deployed { mailbox = tiny } }
        akka.actor.mailbox.bounded-queue-based { mailbox-capacity = 7, mailbox-push-timeout-time = 0s }
        """)
    {
    }

    private static IMessageQueue? QueueOf(IActorRef actor) => (((ActorCell)actor).Intake as QueueIntake)?.Queue;

    // How many messages fit before the actor runs.
    private int RoomOf(IActorRef actor)
    {
        Run();
        var before = DeadLetters.Count;
        for (var i = 0; i < 20; i++) actor.Tell(i, ActorRefs.NoSender);
        return 20 - (DeadLetters.Count - before);
    }

    [Fact]
    public void An_actor_that_asks_for_nothing_uses_the_inbox_of_its_cell()
    {
        Assert.Null(QueueOf(System.ActorOf(PlainActor.Props("a", Log))));
        Assert.Null(QueueOf(System.ActorOf(PlainActor.Props("a", Log).WithMailbox("plain"))));
        Assert.Null(QueueOf(System.ActorOf(PlainActor.Props("a", Log).WithMailbox("akka.actor.mailbox.unbounded-deque-based"))));
        Assert.Null(QueueOf(System.ActorOf(PlainActor.Props("a", Log).WithMailbox("unbounded"))));
    }

    [Fact]
    public void Props_choose_a_mailbox() => Assert.Equal(3, RoomOf(System.ActorOf(Props.Create<Silent>().WithMailbox("tiny-deque"), "a")));

    [Fact]
    public void The_deployment_of_a_path_wins_over_props() =>
        Assert.Equal(3, RoomOf(System.ActorOf(Props.Create<Silent>().WithMailbox("plain"), "deployed")));

    [Fact]
    public void A_dispatcher_chooses_the_mailbox_of_its_actors_and_props_win_over_it()
    {
        Assert.Equal(2, RoomOf(System.ActorOf(Props.Create<Silent>().WithDispatcher("narrow"))));
        Assert.Equal(20, RoomOf(System.ActorOf(Props.Create<Silent>().WithDispatcher("narrow").WithMailbox("plain"))));
    }

    [Fact]
    public void What_an_actor_requires_chooses_the_mailbox_that_is_configured_for_it() => Assert.Equal(7, RoomOf(System.ActorOf(Props.Create<Modest>())));

    [Fact]
    public void What_a_dispatcher_requires_chooses_when_the_actor_requires_nothing() =>
        Assert.Equal(7, RoomOf(System.ActorOf(Props.Create<Silent>().WithDispatcher("demanding"))));

    [Fact]
    public void The_default_mailbox_is_everybodys_who_says_nothing()
    {
        using var system = new Event.SimulatedSystem($$"""
            akka { loglevel = OFF, stdout-loglevel = OFF
              actor.default-mailbox { mailbox-type = "{{typeof(CountingMailbox).AssemblyQualifiedName}}" } }
            """);
        Assert.IsType<CountingQueue>(QueueOf(system.System.ActorOf(Props.Create<Silent>())));
        Assert.Null(QueueOf(system.System.ActorOf(Props.Create<Stashing>())));
    }

    [Fact]
    public void A_mailbox_type_of_ones_own_is_named_in_the_configuration()
    {
        var actor = System.ActorOf(PlainActor.Props("a", Log).WithMailbox("own"), "a");
        Send(actor, "one", "two");
        var queue = Assert.IsType<CountingQueue>(QueueOf(actor));
        Assert.Equal((2, "akka://", "a"), (queue.Enqueued, queue.Owner!.Path.Address.ToString()[..7], queue.Owner.Path.Name));
        Assert.Equal(["a:one", "a:two"], Log[^2..]);
    }

    [Theory]
    [InlineData("no-such", "no-such", "akka.actor.mailbox.bounded-queue-based")]
    [InlineData("odd", "No.Such.Mailbox", "odd")]
    [InlineData("nothing", "nothing", "mailbox-type")]
    [InlineData("wrong", "wrong", "mailbox-capacity")]
    public void A_wrong_mailbox_is_refused_by_name_and_leaves_no_actor(string mailbox, params string[] says)
    {
        var refused = Assert.Throws<ConfigurationException>(() => System.ActorOf(Props.Create<Silent>().WithMailbox(mailbox), "a"));
        Assert.All(says, s => Assert.Contains(s, refused.Message));
        Assert.NotNull(System.ActorOf(Props.Create<Silent>(), "a"));
    }

    [Fact]
    public void A_mailbox_that_is_not_what_the_actor_requires_is_refused()
    {
        var refused = Assert.Throws<ConfigurationException>(() => System.ActorOf(Props.Create<Stashing>().WithMailbox("tiny")));
        Assert.Contains(nameof(IUnboundedDequeBasedMessageQueueSemantics), refused.Message);
        Assert.Contains(nameof(BoundedMessageQueue), refused.Message);
        Assert.Contains("akka.actor.mailbox.unbounded-deque-based", refused.Message);
        refused = Assert.Throws<ConfigurationException>(() => System.ActorOf(Props.Create<Silent>().WithDispatcher("demanding").WithMailbox("plain")));
        Assert.Contains("demanding", refused.Message);
    }

    [Fact]
    public void Requirements_and_products_can_be_looked_up()
    {
        var mailboxes = System.Mailboxes;
        Assert.Equal((true, typeof(IBoundedMessageQueueSemantics)), (mailboxes.HasRequiredType(typeof(Modest)), mailboxes.GetRequiredType(typeof(Modest))));
        Assert.False(mailboxes.HasRequiredType(typeof(Silent)));
        Assert.Throws<ArgumentException>(() => mailboxes.GetRequiredType(typeof(Silent)));
        Assert.True(mailboxes.ProducesMessageQueue(typeof(BoundedMailbox)));
        Assert.Same(mailboxes.Lookup("akka.actor.mailbox.bounded-queue-based"), mailboxes.LookupByQueueType(typeof(IBoundedMessageQueueSemantics)));
        Assert.Throws<ConfigurationException>(() => mailboxes.LookupByQueueType(typeof(string)));
        var bounded = Assert.IsType<BoundedMailbox>(mailboxes.GetMailboxType(Props.Create<Silent>().WithMailbox("tiny"), Config.Empty));
        Assert.Equal((3, TimeSpan.Zero), (bounded.Capacity, bounded.PushTimeout));
    }

    [Fact]
    public void A_mailbox_type_that_fails_leaves_no_actor_behind()
    {
        CountingMailbox.Refuses = true;
        try
        {
            Assert.Throws<BoomException>(() => System.ActorOf(PlainActor.Props("a", Log).WithMailbox("own"), "a"));
        }
        finally
        {
            CountingMailbox.Refuses = false;
        }

        Run();
        Assert.Empty(Log);
        Assert.NotNull(System.ActorOf(PlainActor.Props("a", Log), "a"));
    }

    [Fact]
    public void The_check_of_the_configuration_knows_the_mailbox_of_a_dispatcher()
    {
        var given = ConfigurationFactory.ParseString("""
            akka {
              actor.default-dispatcher { mailbox-type = Akka.Dispatch.UnboundedMailbox, mailbox-capacity = 5, dedicated-thread-pool.thread-count = 2 }
              actor.internal-dispatcher { mailbox-requirement = "", mailbox-tpye = x }
              actor.deployment { /a { router = round-robin-pool, nr-of-instances = 2, pool-dispatcher { throughput = 3 } } } }
            """);
        Assert.Equal("akka.actor.internal-dispatcher.mailbox-tpye", Assert.Single(new KnownKeys(System.Settings.Defaults).FindUnknown(given)).Path);
    }

    private sealed class Silent : ActorBase
    {
        protected override bool Receive(object message) => true;
    }

    private sealed class Modest : ActorBase, IRequiresMessageQueue<IBoundedMessageQueueSemantics>
    {
        protected override bool Receive(object message) => true;
    }

    private sealed class Stashing : ActorBase, IWithUnboundedStash
    {
        public IStash Stash { get; set; } = null!;

        protected override bool Receive(object message) => true;
    }

    public sealed class CountingMailbox(Settings settings, Config config) : MailboxType(settings, config)
    {
        public static bool Refuses { get; set; }

        public override IMessageQueue Create(IActorRef owner, ActorSystem system) => Refuses ? throw new BoomException() : new CountingQueue(owner);
    }

    public sealed class CountingQueue(IActorRef owner) : IMessageQueue
    {
        private readonly UnboundedMessageQueue _queue = new();

        public IActorRef? Owner { get; } = owner;

        public int Enqueued { get; private set; }

        public bool HasMessages => _queue.HasMessages;

        public int Count => _queue.Count;

        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            Enqueued++;
            _queue.Enqueue(receiver, envelope);
        }

        public bool TryDequeue(out Envelope envelope) => _queue.TryDequeue(out envelope);

        public void CleanUp(IActorRef owner, IMessageQueue deadletters) => _queue.CleanUp(owner, deadletters);
    }
}

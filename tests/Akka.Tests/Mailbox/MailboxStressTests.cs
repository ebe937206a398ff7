using Akka.Actor;
using Xunit;

namespace Akka.Tests.Mailbox;

/// <summary>Whatever threads do at the same time, an actor gets every message once, each sender's in the order of its tells.</summary>
public sealed class MailboxStressTests : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("mailbox-stress", "akka { loglevel = OFF, stdout-loglevel = OFF }");

    private readonly IActorRef[] _watchers;

    public MailboxStressTests() => _watchers = [.. Enumerable.Range(0, 3).Select(_ => _system.ActorOf(Props.Create<Silent>()))];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Theory]
    [InlineData(1, 200_000, 0)] // one producer races the actor
    [InlineData(8, 25_000, 0)] // producers race each other
    [InlineData(8, 4_000, 3)] // pauses let the actor go idle between bursts
    public async Task Messages_of_many_threads_arrive_once_and_in_each_threads_order(int producers, int each, int pauseEvery)
    {
        var receiver = Receiver(Props.Create<Recorder>(producers, each), out var result);
        Produce(producers, each, pauseEvery, (producer, number) => receiver.Tell(new Numbered(producer, number), ActorRefs.NoSender));
        Assert.Equal("all in order", await result);
    }

    [Fact]
    public void A_message_that_comes_while_the_actor_goes_idle_is_handled()
    {
        const int Rounds = 4_000;
        var handled = 0;
        Action count = () => Volatile.Write(ref handled, handled + 1);
        var receiver = _system.ActorOf(Props.Create(() => new Waker(count)));
        for (var round = 1; round <= Rounds; round++)
        {
            // The next one is told the moment the handler of the last is done: just when the actor looks whether it may go idle.
            receiver.Tell("next", ActorRefs.NoSender);
            for (var spins = 0; Volatile.Read(ref handled) != round; spins++)
            {
                if (spins > 5_000) Thread.Yield(); // the actor's thread may need this core
            }
        }
    }

    [Fact]
    public async Task System_messages_and_messages_that_race_an_actor_that_goes_idle_wake_it_once_and_always()
    {
        // Senders of both kinds may find the actor idle at the same moment: one of them wakes it, and it never runs on two threads.
        const int Rounds = 20_000;
        var receiver = Receiver(Props.Create<Recorder>(1, Rounds), out var result);
        Produce(3, Rounds, 40, (producer, number) =>
        {
            if (producer == 0) receiver.Tell(new Numbered(0, number), ActorRefs.NoSender);
            else if (number % 2 == 0) ((IInternalActorRef)receiver).SendSystemMessage(new Akka.Dispatch.SysMsg.Watch((IInternalActorRef)receiver, Watcher(producer)));
            else ((IInternalActorRef)receiver).SendSystemMessage(new Akka.Dispatch.SysMsg.Unwatch((IInternalActorRef)receiver, Watcher(producer)));
        });
        Assert.Equal("all in order", await result);
        receiver.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        await receiver.WatchAsync();

        IInternalActorRef Watcher(int producer) => (IInternalActorRef)_watchers[producer];
    }

    [Fact]
    public async Task Messages_survive_async_handlers_that_park_the_mailbox_again_and_again()
    {
        var receiver = Receiver(Props.Create<AsyncRecorder>(4, 5_000), out var result);
        Produce(4, 5_000, 0, (producer, number) => receiver.Tell(new Numbered(producer, number), ActorRefs.NoSender));
        Assert.Equal("all in order", await result);
    }

    [Fact]
    public async Task Messages_survive_suspensions_by_other_threads()
    {
        const int Each = 5_000;
        var receiver = Receiver(Props.Create<Recorder>(4, Each), out var result);
        Produce(5, Each, 0, (producer, number) =>
        {
            if (producer < 4) receiver.Tell(new Numbered(producer, number), ActorRefs.NoSender);
            else if (number % 50 == 0) ((IInternalActorRef)receiver).Suspend();
            else if (number % 50 == 1) ((IInternalActorRef)receiver).Resume();
        });
        Assert.Equal("all in order", await result);
    }

    [Fact]
    public async Task What_is_told_while_the_actor_stops_is_handled_or_becomes_a_dead_letter_but_is_never_lost()
    {
        const int Producers = 4;
        const int Each = 2_000;
        for (var round = 0; round < 10; round++)
        {
            using var all = new CountdownEvent(Producers * Each);
            Action count = () => all.Signal();
            var listener = _system.ActorOf(Props.Create(() => new Listener(count)));
            await listener.Ask<string>("subscribe");
            var receiver = _system.ActorOf(Props.Create(() => new Mortal(Each, count)));
            Produce(Producers, Each, 0, (producer, number) => receiver.Tell(new Numbered(producer, number), ActorRefs.NoSender));
            all.Wait();
            _system.Stop(listener);
        }
    }

    private static void Produce(int producers, int each, int pauseEvery, Action<int, int> send)
    {
        using var start = new Barrier(producers);
        var threads = Enumerable.Range(0, producers).Select(producer => new Thread(() =>
        {
            var pauses = new Random(producer);
            start.SignalAndWait();
            for (var number = 0; number < each; number++)
            {
                send(producer, number);
                if (pauseEvery > 0 && pauses.Next(pauseEvery) == 0) Thread.SpinWait(pauses.Next(2_000));
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }

    private IActorRef Receiver(Props props, out Task<string> result)
    {
        var receiver = _system.ActorOf(props);
        result = receiver.Ask<string>("tell me when all have come");
        return receiver;
    }

    private sealed record Numbered(int Producer, int Number);

    /// <summary>Checks the order of each producer and answers when all messages have come.</summary>
    private sealed class Book(int producers, int each)
    {
        private readonly int[] _next = new int[producers];
        private int _left = producers * each;
        private IActorRef? _asker;
        private string? _wrong;
        private int _isInside;

        public void Ask(IActorRef asker)
        {
            _asker = asker;
            AnswerWhenDone();
        }

        public void Enter(Numbered message)
        {
            if (Interlocked.Exchange(ref _isInside, 1) != 0) _wrong ??= "two threads ran the actor at once";
            if (_next[message.Producer]++ != message.Number) _wrong ??= $"expected {_next[message.Producer] - 1} of producer {message.Producer} and got {message}";
            _left--;
            AnswerWhenDone();
            Volatile.Write(ref _isInside, 0);
        }

        private void AnswerWhenDone()
        {
            if (_left == 0 || _wrong is not null) _asker?.Tell(_wrong ?? "all in order", ActorRefs.NoSender);
        }
    }

    private sealed class Recorder : ReceiveActor
    {
        public Recorder(int producers, int each)
        {
            var book = new Book(producers, each);
            Receive<Numbered>(book.Enter);
            Receive<string>(_ => book.Ask(Sender));
        }
    }

    private sealed class Waker : ReceiveActor
    {
        public Waker(Action handled) => Receive<string>(_ => handled());
    }

    private sealed class AsyncRecorder : ReceiveActor
    {
        public AsyncRecorder(int producers, int each)
        {
            var book = new Book(producers, each);
            ReceiveAsync<Numbered>(async message =>
            {
                if (message.Number % 7 == 0) await Task.Yield();
                book.Enter(message);
            });
            Receive<string>(_ => book.Ask(Sender));
        }
    }

    private sealed class Mortal : ReceiveActor
    {
        public Mortal(int dieAfter, Action handled) => Receive<Numbered>(_ =>
        {
            handled();
            if (--dieAfter == 0) Context.Stop(Self);
        });
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(Action dead)
        {
            Receive<Akka.Event.DeadLetter>(letter => letter.Message is Numbered, _ => dead());
            Receive<string>(_ =>
            {
                Context.System.EventStream.Subscribe(Self, typeof(Akka.Event.DeadLetter));
                Sender.Tell("subscribed");
            });
        }
    }

    private sealed class Silent : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }
}

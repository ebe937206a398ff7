using Akka.Actor;
using Akka.Configuration;
using Xunit;

namespace Akka.Tests.Mailbox;

/// <summary>What an actor passes on through its outbox arrives as if it had been told: all of it, in order, and no receiver waits for another.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("outbox", ConfigurationFactory.ParseString("""
        akka { loglevel = OFF, stdout-loglevel = OFF }
        own-threads { type = Dispatcher, executor = fork-join-executor, fork-join-executor { parallelism-min = 1, parallelism-max = 1 } }
        """));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Theory]
    [InlineData(1)]
    [InlineData(63)] // all but one of those that are sent together
    [InlineData(64)]
    [InlineData(1_000)]
    public async Task Every_receiver_gets_every_message_in_order(int receivers)
    {
        const int Each = 200;
        var results = Enumerable.Range(0, receivers).Select(_ => new TaskCompletionSource<int[]>(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var targets = results.Select((result, i) => _system.ActorOf(Collector(Each, result, i % 3 == 0 ? "own-threads" : null))).ToArray();
        var sender = _system.ActorOf(Props.Create(() => new Spreader(targets)));
        for (var number = 0; number < Each; number++) sender.Tell(number, ActorRefs.NoSender);
        foreach (var result in results) Assert.Equal(Enumerable.Range(0, Each), await result.Task);
    }

    [Fact]
    public async Task Receivers_that_block_their_thread_do_not_hold_up_those_woken_with_them()
    {
        // Each but the last waits until the one after it has run: all in one batch, they end only when every one of them gets a thread.
        const int Receivers = 4;
        var ran = Enumerable.Range(0, Receivers).Select(_ => new ManualResetEventSlim()).ToArray();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var targets = Enumerable.Range(0, Receivers).Select(i => _system.ActorOf(Props.Create(() => new Follower(i == Receivers - 1 ? null : ran[i + 1], ran[i], i == 0 ? first : null)))).ToArray();
        _system.ActorOf(Props.Create(() => new Spreader(targets))).Tell(1, ActorRefs.NoSender);
        await first.Task;
        Assert.All(ran, static one => Assert.True(one.IsSet));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("fail")]
    public async Task What_is_in_the_outbox_is_sent_when_the_actor_ends_or_fails_in_the_same_run(string end)
    {
        var result = new TaskCompletionSource<int[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var target = _system.ActorOf(Collector(2, result, null));
        var sender = _system.ActorOf(Props.Create(() => new Spreader(new[] { target })));
        sender.Tell(new Both(1, 2, end), ActorRefs.NoSender);
        Assert.Equal(new[] { 1, 2 }, await result.Task);
    }

    [Fact]
    public async Task What_is_flushed_before_a_plain_tell_comes_before_it()
    {
        var result = new TaskCompletionSource<int[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var target = _system.ActorOf(Collector(3, result, null));
        _system.ActorOf(Props.Create(() => new Spreader(new[] { target }))).Tell(new Both(1, 2, "past"), ActorRefs.NoSender);
        Assert.Equal(new[] { 1, 2, 3 }, await result.Task);
    }

    private static Props Collector(int count, TaskCompletionSource<int[]> result, string? dispatcher)
    {
        var props = Props.Create(() => new Collecting(count, result));
        return dispatcher is null ? props : props.WithDispatcher(dispatcher);
    }

    private sealed record Both(int First, int Second, string End);

    private sealed class Spreader(IActorRef[] targets) : UntypedActor
    {
        private readonly Outbox _outbox = ((ActorCell)Context).Open(new Outbox());

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case int number:
                    foreach (var target in targets) _outbox.Tell((ActorCell)target, number, Self);
                    break;
                case Both both:
                    _outbox.Tell((ActorCell)targets[0], both.First, Self);
                    _outbox.Tell((ActorCell)targets[0], both.Second, Self);
                    if (both.End == "fail") throw new InvalidOperationException("as asked");
                    if (both.End == "stop") Context.Stop(Self);
                    else
                    {
                        _outbox.Flush();
                        targets[0].Tell(3, Self);
                    }

                    break;
            }
        }
    }

    private sealed class Collecting(int count, TaskCompletionSource<int[]> result) : UntypedActor
    {
        private readonly List<int> _got = [];

        protected override void OnReceive(object message)
        {
            _got.Add((int)message);
            if (_got.Count == count) result.SetResult([.. _got]);
        }
    }

    private sealed class Follower(ManualResetEventSlim? next, ManualResetEventSlim mine, TaskCompletionSource? done) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            next?.Wait();
            mine.Set();
            done?.SetResult();
        }
    }
}

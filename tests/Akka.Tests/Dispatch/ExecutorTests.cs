using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Tests.Dispatch;

/// <summary>Props and configuration choose where an actor runs: on the pool, on threads of the dispatcher, or in the context of a user interface.</summary>
public sealed class ExecutorTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("executors", """
        akka { loglevel = OFF, stdout-loglevel = OFF, actor.deployment { /deployed { dispatcher = fork } } }
        default { executor = default-executor }
        pool { executor = thread-pool-executor }
        task { type = TaskDispatcher, executor = task-executor }
        fork { type = ForkJoinDispatcher, executor = fork-join-executor, dedicated-thread-pool.thread-count = 1 }
        scaled { executor = fork-join-executor, fork-join-executor { parallelism-min = 9, parallelism-max = 3 } }
        negative { executor = fork-join-executor, dedicated-thread-pool.thread-count = -1 }
        ui { type = SynchronizedDispatcher }
        """);

    public void Dispose() => _system.Dispose();

    [Theory]
    [InlineData("default")]
    [InlineData("pool")]
    [InlineData("task")]
    public async Task On_the_pool_run_those_whose_executor_says_so(string dispatcher)
    {
        var thread = await _system.ActorOf(Props.Create<OnThread>().WithDispatcher(dispatcher)).Ask<Thread>("where");
        Assert.True(thread.IsThreadPoolThread);
    }

    [Fact]
    public async Task Threads_of_a_dispatcher_carry_its_name_and_a_deployment_may_choose_it()
    {
        var byProps = await _system.ActorOf(Props.Create<OnThread>().WithDispatcher("fork")).Ask<Thread>("where");
        var byPath = await _system.ActorOf(Props.Create<OnThread>(), "deployed").Ask<Thread>("where");
        Assert.Equal("fork-1", byProps.Name);
        Assert.Same(byProps, byPath);
    }

    [Fact]
    public async Task Bounds_that_contradict_each_other_leave_the_upper_one()
    {
        var actors = Enumerable.Range(0, 40).Select(_ => _system.ActorOf(Props.Create<OnThread>().WithDispatcher("scaled"))).ToList();
        var threads = await Task.WhenAll(actors.Select(a => a.Ask<Thread>("where")));
        Assert.InRange(threads.Distinct().Count(), 1, 3);
    }

    [Fact]
    public void A_negative_number_of_threads_is_refused() =>
        Assert.Contains("negative", Assert.Throws<ConfigurationException>(() => _system.Dispatchers.Lookup("negative")).Message);

    [Fact]
    public void A_synchronized_dispatcher_runs_actors_in_the_context_of_the_thread_that_first_uses_it()
    {
        var outer = SynchronizationContext.Current;
        var context = new Queued();
        try
        {
            SynchronizationContext.SetSynchronizationContext(null);
            Assert.Throws<ConfigurationException>(() => _system.Dispatchers.Lookup("ui"));
            SynchronizationContext.SetSynchronizationContext(context);
            var actor = _system.ActorOf(Props.Create<OnThread>().WithDispatcher("ui"));
            var answer = actor.Ask<Thread>("where");
            context.RunAll();
            Assert.True(answer.IsCompletedSuccessfully);
            Assert.Same(_system.Dispatchers.Lookup("ui"), ((ActorCell)actor).Dispatcher);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }

        // So that the system can stop its actor.
        context.RunsAtOnce = true;
    }

    [Fact]
    public void A_configurator_made_in_code_can_be_registered()
    {
        var config = ConfigurationFactory.ParseString("id = mine, throughput = 3, executor = default-executor");
        var configurator = new DispatcherConfigurator(config, _system.Dispatchers.Prerequisites);
        Assert.True(_system.Dispatchers.RegisterConfigurator("mine", configurator));
        Assert.False(_system.Dispatchers.RegisterConfigurator("mine", configurator));
        Assert.Equal(("mine", 3), (_system.Dispatchers.Lookup("mine").Id, _system.Dispatchers.Lookup("mine").Throughput));
        Assert.Same(_system.Mailboxes, _system.Dispatchers.Lookup("mine").Mailboxes);
    }

    private sealed class OnThread : ActorBase
    {
        protected override bool Receive(object message)
        {
            Sender.Tell(Thread.CurrentThread);
            return true;
        }
    }

    private sealed class Queued : SynchronizationContext
    {
        private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _queue = new();

        public bool RunsAtOnce { get; set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            if (RunsAtOnce) d(state);
            else _queue.Enqueue((d, state));
        }

        public void RunAll()
        {
            while (_queue.TryDequeue(out var work)) work.Callback(work.State);
        }
    }
}

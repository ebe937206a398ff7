using Akka.Actor;
using Akka.Dispatch;
using Akka.Tests.Actor;

namespace Akka.Tests.Ask;

/// <summary>A task's outcome becomes one message: its result, or the failure's status.</summary>
public sealed class PipeToTests : CoreTest
{
    private readonly List<(object Message, IActorRef From)> _got = [];
    private readonly IActorRef _end;

    public PipeToTests() => _end = Start(new Script("end", Log) { Receive = (a, m) => { _got.Add((m, a.From)); return true; } });

    [Fact]
    public void A_result_is_told_with_the_sender_given()
    {
        var source = new TaskCompletionSource<int>();
        source.Task.PipeTo(_end, _end);
        Run();
        Assert.Empty(_got);
        Executor.Execute(new ActionRunnable(() => source.SetResult(7)));
        Run();
        Assert.Equal([(7, _end)], _got);
    }

    [Fact]
    public void A_failure_is_told_as_its_status()
    {
        Task.FromException<int>(new BoomException()).PipeTo(_end);
        Task.FromException(new BoomException()).PipeTo(_end);
        Run();
        Assert.Equal(2, _got.Count);
        Assert.All(_got, g => Assert.IsType<BoomException>(Assert.IsType<Status.Failure>(g.Message).Cause));
    }

    [Fact]
    public void A_cancellation_is_told_as_a_failure()
    {
        Task.FromCanceled<int>(new CancellationToken(canceled: true)).PipeTo(_end);
        Run();
        Assert.IsType<TaskCanceledException>(Assert.IsType<Status.Failure>(Assert.Single(_got).Message).Cause);
    }

    [Fact]
    public void Outcomes_can_be_translated()
    {
        Task.FromResult(1).PipeTo(_end, success: i => "one " + i);
        Task.CompletedTask.PipeTo(_end, success: () => "done");
        Task.FromException<int>(new BoomException()).PipeTo(_end, failure: e => "failed " + e.Message);
        ValueTask.FromResult(2).PipeTo(_end, success: i => "two " + i);
        Run();
        Assert.Equal(["one 1", "done", "failed boom", "two 2"], _got.Select(g => g.Message));
    }

    [Fact]
    public void A_task_without_a_result_tells_nothing_unless_asked_to()
    {
        Task.CompletedTask.PipeTo(_end);
        Run();
        Assert.Empty(_got);
    }

    [Fact]
    public void A_task_that_ends_inside_of_an_async_handler_is_told_in_the_same_order_of_events()
    {
        var thread = Environment.CurrentManagedThreadId;
        var told = -1;
        var actor = System.ActorOf(Props.Create(() => new Piping(_end)));
        var end = Start(new Script("other", Log) { Receive = (_, _) => { told = Environment.CurrentManagedThreadId; return true; } });
        actor.Tell(end, ActorRefs.NoSender);
        Run();
        Assert.Equal(thread, told);
    }

    private sealed class Piping : ReceiveActor
    {
        public Piping(IActorRef end) => ReceiveAsync<IActorRef>(async other =>
        {
            _ = Work().PipeTo(other);
            await Work();
            end.Tell("done");
        });

        private static async Task<string> Work()
        {
            await Task.Yield();
            await Task.Yield();
            return "worked";
        }
    }

    [Fact]
    public void A_translation_that_throws_is_told_as_a_failure()
    {
        Task.FromResult(1).PipeTo(_end, success: _ => throw new BoomException());
        Run();
        Assert.IsType<Status.Failure>(Assert.Single(_got).Message);
    }
}

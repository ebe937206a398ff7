using Akka.Actor;
using Akka.Actor.Dsl;
using Akka.Configuration;

namespace Akka.TestKit.Tests;

/// <summary>Test systems on real threads have threads of their own: what blocks in one holds up neither the others nor, for long, its own.</summary>
public class OwnThreadsTests
{
    private const int Systems = 8;

    [Fact]
    public void Blocked_actors_of_some_systems_do_not_hold_up_another()
    {
        using var gate = new ManualResetEventSlim();
        var blocked = Enumerable.Range(0, Systems).Select(_ => new Kit()).ToArray();
        using var free = new Kit();
        try
        {
            foreach (var kit in blocked) kit.BlockAll(gate);

            var echo = free.Sys.ActorOf(Props.Create<TestActors.SimpleEchoActor>());
            for (var i = 0; i < 100; i++)
            {
                echo.Tell(i, free.TestActor);
                free.ExpectMsg(i);
            }
        }
        finally
        {
            gate.Set();
            foreach (var kit in blocked) kit.Dispose();
        }
    }

    [Fact]
    public void A_system_whose_threads_are_all_blocked_is_given_more()
    {
        using var gate = new ManualResetEventSlim();
        using var kit = new Kit();
        try
        {
            kit.BlockAll(gate);

            var echo = kit.Sys.ActorOf(Props.Create<TestActors.SimpleEchoActor>());
            echo.Tell("still there?", kit.TestActor);

            kit.FishForMessage<string>(text => text == "still there?");
        }
        finally
        {
            gate.Set();
        }
    }

    [Fact]
    public async Task An_actor_on_the_calling_thread_has_answered_an_ask_when_it_returns()
    {
        using var kit = new Kit();
        var echo = kit.ActorOfAsTestActorRef<TestActors.SimpleEchoActor>();

        var answer = echo.Ask("work");

        Assert.True(answer.IsCompletedSuccessfully);
        Assert.Equal("work", await answer);
    }

    [Fact]
    public void Systems_side_by_side_wait_for_their_own_actors_only() =>
        Parallel.For(0, Systems, new ParallelOptions { MaxDegreeOfParallelism = Systems }, i =>
        {
            using var kit = new Kit();
            var probe = kit.CreateTestProbe("probe" + i);
            var forwarder = kit.Sys.ActorOf(TestActors.ForwardActor.Props(probe.Ref));
            forwarder.Tell("through", kit.TestActor);
            probe.ExpectMsg("through");
            probe.Reply("back");
            kit.ExpectMsg("back");
        });

    private sealed class Kit() : Xunit2.TestKit(ConfigurationFactory.ParseString(Patient.Config))
    {
        public void BlockAll(ManualResetEventSlim gate)
        {
            for (var i = 0; i < 16; i++)
            {
                var actor = Sys.ActorOf(c => c.ReceiveAny((_, context) =>
                {
                    TestActor.Tell("blocked", context.Self);
                    gate.Wait();
                }));
                actor.Tell("block");
            }

            ReceiveN(8);
        }
    }
}

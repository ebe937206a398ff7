using Akka.Actor;

namespace Akka.TestKit.Tests;

/// <summary>An actor behind a test reference has done its work when the tell returns, and its instance can be looked at. On real threads.</summary>
public class TestActorRefTests() : Xunit2.TestKit(Patient.Config)
{
    [Fact]
    public void A_tell_has_been_handled_when_it_returns()
    {
        var counter = ActorOfAsTestActorRef<Counter>();

        counter.Tell(2);
        counter.Tell(3);

        Assert.Equal(5, counter.UnderlyingActor.Sum);
    }

    [Fact]
    public void What_a_direct_receive_throws_comes_out()
    {
        var counter = ActorOfAsTestActorRef<Counter>();

        Assert.Throws<FormatException>((Action)(() => counter.Receive("text")));
    }

    [Fact]
    public void A_restart_replaces_the_instance()
    {
        var counter = ActorOfAsTestActorRef<Counter>();
        var first = counter.UnderlyingActor;

        EventFilter.Exception<FormatException>().ExpectOne(() => counter.Tell("text"));

        AwaitAssert(() => Assert.NotSame(first, counter.UnderlyingActor));
    }

    [Fact]
    public async Task Expectations_can_be_awaited()
    {
        var echo = Sys.ActorOf(TestActors.SimpleEchoActor.Props());

        echo.Tell("hello", TestActor);

        Assert.Equal("hello", await ExpectMsgAsync<string>());
    }

    [Fact]
    public void A_latch_opens_after_its_counts()
    {
        var latch = CreateTestLatch(2);
        latch.CountDown();
        Assert.False(latch.IsOpen);

        latch.CountDown();

        latch.Ready();
        Assert.True(latch.IsOpen);
    }

    private sealed class Counter : ReceiveActor
    {
        public Counter()
        {
            Receive<int>(number => Sum += number);
            Receive<string>(_ => throw new FormatException("no number"));
        }

        public int Sum { get; private set; }
    }
}

using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Journal;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Journals;

/// <summary>The filter for journals that replay by themselves: events of two writers are told apart as the mode says.</summary>
public sealed class ReplayFilterTests : IDisposable
{
    private readonly World _world = new();
    private readonly Recorder _actor = new("actor");

    public void Dispose() => _world.Dispose();

    private static ReplayedMessage Event(long number, string writer) => new(new Persistent($"{writer}{number}", number, "id", writerGuid: writer));

    private IActorRef Replay(ReplayFilterMode mode, params object[] messages)
    {
        var filter = _world.Start(ReplayFilter.Props(_actor, mode, 2, 10, debugEnabled: false));
        foreach (var message in messages) filter.Tell(message, ActorRefs.NoSender);
        _world.Run();
        return filter;
    }

    private string[] Payloads() => [.. _actor.TakeAll().Select(message => message is ReplayedMessage replayed ? (string)replayed.Persistent.Payload : message.GetType().Name)];

    [Fact]
    public void Events_of_one_writer_pass_and_the_filter_ends_with_the_replay()
    {
        var filter = Replay(ReplayFilterMode.RepairByDiscardOld, Event(1, "a"), Event(2, "a"), Event(3, "a"), Event(4, "b"), new RecoverySuccess(4));
        Assert.Equal(["a1", "a2", "a3", "b4", "RecoverySuccess"], Payloads());
        Assert.False(World.IsAlive(filter));
        _world.Warnings.ExpectNothing();
    }

    [Fact]
    public void The_older_writer_gives_way_with_a_warning_for_each_event()
    {
        Replay(ReplayFilterMode.RepairByDiscardOld, Event(1, "a"), Event(2, "a"), Event(2, "b"), Event(3, "a"), Event(3, "b"), new RecoverySuccess(3));
        Assert.Equal(["a1", "b2", "b3", "RecoverySuccess"], Payloads());
        Assert.StartsWith("Invalid replayed event [sequenceNr=2, writerUUID=a]", _world.Warnings.Expect<Warning>().Message.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Invalid replayed event [sequenceNr=3, writerUUID=a]", _world.Warnings.Expect<Warning>().Message.ToString(), StringComparison.Ordinal);
        _world.Warnings.ExpectNothing();
    }

    [Fact]
    public void Mode_warn_passes_all_and_mode_off_says_nothing()
    {
        object[] mixed = [Event(1, "a"), Event(2, "a"), Event(2, "b"), new RecoverySuccess(2)];
        Replay(ReplayFilterMode.Warn, mixed);
        Assert.Equal(["a1", "a2", "b2", "RecoverySuccess"], Payloads());
        _world.Warnings.Expect<Warning>();
        Replay(ReplayFilterMode.Disabled, mixed);
        Assert.Equal(["a1", "a2", "b2", "RecoverySuccess"], Payloads());
        _world.Warnings.ExpectNothing();
    }

    [Fact]
    public void Mode_fail_fails_the_replay_once()
    {
        var filter = Replay(ReplayFilterMode.Fail, Event(1, "a"), Event(2, "b"), Event(3, "a"), new RecoverySuccess(3));
        Assert.Equal(["ReplayMessagesFailure"], Payloads().Where(name => !name.StartsWith('a') && !name.StartsWith('b')));
        Assert.False(World.IsAlive(filter));
        Assert.StartsWith("Invalid replayed event", _world.Errors.Expect<Error>().Message.ToString(), StringComparison.Ordinal);
    }
}

using Akka.Actor;
using Akka.Persistence.Tests.Infrastructure;

namespace Akka.Persistence.Tests.Actors;

/// <summary>Timers of persistent actors are commands like others: they wait for recovery and for a persist, and those of an earlier incarnation are gone.</summary>
public sealed class TimerTests : IDisposable
{
    private readonly World _world = new(ControlledJournal.Configuration);
    private readonly Recorder _log = new("log");

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_timer_that_fires_during_a_persist_is_handled_after_it()
    {
        var clock = _world.Start(Props.Create<AlarmClock>(_log));
        _log.ExpectExactly("recovered");
        var gate = new TaskCompletionSource();
        JournalControl.Of(_world.System).WriteGate = gate.Task;
        clock.Tell(new Noted("set"), ActorRefs.NoSender);
        _world.Run(TimeSpan.FromSeconds(3));
        _log.ExpectNothing();
        _world.Open(gate);
        _log.ExpectExactly("stored set", "alarm");
    }

    [Fact]
    public void A_timer_of_an_earlier_incarnation_does_not_fire()
    {
        var clock = _world.Start(Props.Create<AlarmClock>(_log));
        clock.Tell(new Noted("set"), ActorRefs.NoSender);
        clock.Tell(new InvalidOperationException("restart"), ActorRefs.NoSender);
        _world.Run(TimeSpan.FromSeconds(3));
        _log.ExpectExactly("recovered", "stored set", "recovered");
    }

    private sealed class AlarmClock : ReceivePersistentActor, IWithTimers
    {
        public AlarmClock(Recorder log)
        {
            Command<Noted>(noted =>
            {
                Timers.StartSingleTimer("alarm", "alarm", TimeSpan.FromSeconds(1));
                Persist(noted, stored => log.Tell($"stored {stored.Text}", Self));
            });
            Command<string>(text => log.Tell(text, Self));
            Command<Exception>(failure => throw failure);
            Recover<RecoveryCompleted>(_ => log.Tell("recovered", Self));
            Recover<Noted>(_ => { });
        }

        public override string PersistenceId => "clock";

        public ITimerScheduler Timers { get; set; } = null!;
    }
}

using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Switchboard.Messages;

namespace Switchboard.Node.Rooms;

/// <summary>
/// Asks rooms for who has no hub and no session, which is HTTP requests: it passes reads and writes on, and the answers back. When the cluster removes a node, what may have been under
/// way to it is asked again at the room's next place, if doing it twice is doing it once: reads, and writes with an <c>id</c>.
/// </summary>
/// <param name="rooms">Takes commands to rooms.</param>
internal sealed class RoomRequests(Ref<RoomEnvelope> rooms) : ProtocolActor<RoomEnvelope>, IWithTimers
{
    /// <summary>How long a room's answer is waited for; later ones are dropped.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(10);

    /// <summary>How many may be under way; more are refused as overload.</summary>
    public const int Limit = 10_000;

    private readonly SortedDictionary<long, Request> _open = []; // by correlation, so the oldest first
    private long _correlation;

    public ITimerScheduler Timers { get; set; } = null!;

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    public static Props Props(Ref<RoomEnvelope> rooms) => Akka.Actor.Props.Create(() => new RoomRequests(rooms));

    protected override void Handle(RoomEnvelope message)
    {
        if (_open.Count >= Limit)
        {
            RoomRefusal.Send(message.Command, Sender, Reasons.Overloaded);
            return;
        }
        switch (message.Command)
        {
            case RoomCommand.Publish write:
                Ask(message with { Command = write with { Correlation = ++_correlation } }, write.Correlation, isRepeatable: write.Id is not null);
                break;
            case RoomCommand.Read read:
                Ask(message with { Command = read with { Correlation = ++_correlation } }, read.Correlation, isRepeatable: true);
                break;
            default:
                Log.Error("A {0} is no request.", message.Command.GetType().Name);
                Unhandled(message);
                break;
        }
    }

    protected override bool HandleOther(object message)
    {
        switch (message)
        {
            case RoomReply reply:
                // One that was asked twice can be answered twice.
                if (_open.Remove(reply.Correlation, out var answered))
                    answered.Asker.Tell(reply with { Correlation = answered.Correlation });
                return true;
            case ClusterEvent.MemberRemoved:
                foreach (var request in _open.Values.Where(r => r.IsRepeatable))
                    rooms.Tell(request.Envelope, Self);
                return true;
            case Sweep:
                DropOverdue();
                return true;
            default:
                return false;
        }
    }

    private void Ask(RoomEnvelope envelope, long correlation, bool isRepeatable)
    {
        _open.Add(_correlation, new Request(envelope, isRepeatable, Sender, correlation, Now + AnswerTime));
        rooms.Tell(envelope, Self);
        if (!Timers.IsTimerActive(Sweep.Instance))
            Timers.StartPeriodicTimer(Sweep.Instance, Sweep.Instance, TimeSpan.FromSeconds(1));
    }

    private void DropOverdue()
    {
        foreach (var number in _open.TakeWhile(o => o.Value.Deadline <= Now).Select(o => o.Key).ToArray())
            _open.Remove(number);
        if (_open.Count == 0)
            Timers.Cancel(Sweep.Instance);
    }

    private sealed record Request(RoomEnvelope Envelope, bool IsRepeatable, IActorRef Asker, long Correlation, TimeSpan Deadline);

    private sealed record Sweep : INoSerializationVerificationNeeded
    {
        public static Sweep Instance { get; } = new();
    }
}

using Akka.Actor;
using Akka.Remote.Associations;
using Akka.Remote.Tests.Simulated;
using Akka.Remote.Wire;
using Akka.Simulation;

namespace Akka.Remote.Tests.Wire;

/// <summary>
/// Every decoder takes any bytes: it reads them, or refuses them with <see cref="MalformedFrameException"/>. The number of frames is 300,000, or what REMOTE_FUZZ_FRAMES says.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private readonly RemoteWorld _world = new();
    private readonly SimulatedNode _a;
    private readonly SimulatedNode _b;
    private readonly Remoting _remoting;
    private readonly Random _random = new(20311);

    public FuzzTests()
    {
        _a = _world.Start("a");
        _b = _world.Start("b");
        _b.System.ActorOf<Echo>("echo");
        _remoting = RemoteActorRefProvider.For(_b.System).Remoting;
    }

    private static int Frames => int.TryParse(Environment.GetEnvironmentVariable("REMOTE_FUZZ_FRAMES"), out var count) ? count : 300_000;

    [Fact]
    public void Damaged_frames_of_messages_are_read_or_refused()
    {
        var valid = ValidFrames();
        var refused = 0;
        for (var i = 0; i < Frames; i++)
        {
            var frame = Damage(valid[_random.Next(valid.Count)]);
            using var delivery = new InboundDelivery(_remoting, _remoting.AssociationFor(Address.Parse("akka.tcp://sim@a:2552")), null!);
            try
            {
                switch (_random.Next(4))
                {
                    case 0:
                        delivery.Piece(frame);
                        break;
                    case 1:
                        delivery.SystemMessages(frame);
                        break;
                    default:
                        delivery.Messages(frame);
                        break;
                }
            }
            catch (MalformedFrameException)
            {
                refused++;
            }

            if (i % 1000 == 0) _world.World.RunUntilIdle();
        }

        Assert.InRange(refused, 1, Frames - 1);
        Assert.True(_remoting.UndeserializableCount > 0);
        _b.System.ActorOf<Echo>("other"); // one of the messages was a PoisonPill
        Assert.Equal("alive", _world.Ask<string>(RemoteWorld.Ref(_a, _b, "/user/other"), "alive"));
    }

    [Fact]
    public void Damaged_handshakes_are_read_or_refused()
    {
        var address = Address.Parse("akka.tcp://sim@a:2552");
        byte[][] valid =
        [
            HandshakeFrames.Content(new Hello(VersionRange.Own, address, 1, address, 1, 1, true, new byte[32]).Write),
            HandshakeFrames.Content(new Challenge(1, address, 1, 1, true, new byte[32]).Write),
            HandshakeFrames.Content(new Proof(new byte[32]).Write),
            HandshakeFrames.Content(new Accept(new byte[32], 1, 128_000, 1 << 20).Write),
            HandshakeFrames.Content(new Refuse(RefuseReason.Version, "why").Write),
        ];
        for (var i = 0; i < Frames; i++)
        {
            var kind = _random.Next(valid.Length);
            var body = Damage(valid[kind])[1..];
            try
            {
                _ = kind switch
                {
                    0 => (object)Hello.Read(body),
                    1 => Challenge.Read(body),
                    2 => Proof.Read(body),
                    3 => Accept.Read(body),
                    _ => Refuse.Read(body),
                };
            }
            catch (MalformedFrameException)
            {
                // That is the point.
            }
        }
    }

    public void Dispose() => _world.Dispose();

    private List<byte[]> ValidFrames()
    {
        var to = (RemoteActorRef)RemoteWorld.Ref(_a, _b, "/user/echo");
        var from = _a.System.ActorOf<Echo>("from");
        object[] messages = ["text", 42, 42L, new byte[100], new Identify("x"), new ActorIdentity(1, from), PoisonPill.Instance, RemoteWatcher.Heartbeat.Instance,
            new RemoteWatcher.HeartbeatRsp(7), new Status.Success("s"), new Status.Failure(new InvalidOperationException("f")), from,
            new ActorSelectionMessage("inner", [new SelectChildName("user"), new SelectChildPattern("e*"), new SelectParent()]),
            new Dispatch.SysMsg.Watch(to, (IInternalActorRef)from), new Dispatch.SysMsg.DeathWatchNotification(to, true, false)];
        var sender = RemoteActorRefProvider.For(_a.System).Remoting;
        var frames = new List<byte[]>();
        foreach (var message in messages)
        {
            var writer = new EnvelopeWriter();
            var frame = new byte[2000];
            frame[0] = 1;
            var (id, manifest, payload) = sender.WithTransport(sender.Serialize, message);
            var length = 1;
            for (var i = 0; i < 3; i++) length += writer.TryWrite(new Prepared(to, from, id, manifest, payload), frame.AsSpan(length));
            frames.Add(frame[..length]);
        }

        return frames;
    }

    private byte[] Damage(byte[] valid)
    {
        var frame = (byte[])valid.Clone();
        for (var changes = _random.Next(4); changes > 0; changes--)
        {
            switch (_random.Next(4))
            {
                case 0:
                    frame[_random.Next(frame.Length)] ^= (byte)(1 << _random.Next(8));
                    break;
                case 1:
                    frame[_random.Next(frame.Length)] = (byte)_random.Next(256);
                    break;
                case 2 when frame.Length > 2:
                    frame = frame[..^_random.Next(1, frame.Length - 1)];
                    break;
                default:
                    var at = _random.Next(frame.Length);
                    frame = [.. frame[..at], (byte)_random.Next(256), .. frame[at..]];
                    break;
            }
        }

        return frame.Length == 0 ? [0] : frame;
    }
}

using Akka.Actor;
using Akka.Simulation;

namespace Akka.Remote.Tests.Simulated;

/// <summary>
/// Three nodes, 60 virtual seconds, 8 random faults a seed (cuts, blocks one and both ways, delays, damage, freezes, crashes with restart): user messages arrive
/// at most once and in order, and after healing everybody talks to everybody, nobody who lives is reported dead, and every death is reported once.
/// The number of seeds is 60, or what REMOTE_SEEDS says.
/// </summary>
public sealed class SeedTests
{
    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("REMOTE_SEEDS"), out var count) ? count : 60;

    [Fact]
    public void Promises_hold_for_every_seed()
    {
        for (var seed = 1; seed <= Seeds; seed++) new Run(seed).Play();
    }

    [Fact]
    public void A_seed_plays_the_same_every_time()
    {
        var one = new SimulationTrace();
        var other = new SimulationTrace();
        new Run(77, one).Play();
        new Run(77, other).Play();
        Assert.Equal(one.Count, other.Count);
        Assert.Equal(one.Hash, other.Hash);
    }

    private sealed class Run(long seed, SimulationTrace? trace = null)
    {
        private readonly SimulatedNode[] _nodes = new SimulatedNode[3];
        private readonly Dictionary<string, List<object>> _got = [];
        private RemoteWorld _world = null!;
        private SeededRandom _random = null!;

        public void Play()
        {
            using var world = _world = new RemoteWorld(seed, trace);
            _random = world.World.Random.Fork("faults");
            world.Network.SilentCrashes = 0.5;
            for (var i = 0; i < 3; i++)
            {
                _nodes[i] = world.Start($"n{i}");
                StartActors(_nodes[i]);
            }

            for (var fault = 0; fault < 8; fault++)
            {
                Fault();
                for (var step = 0; step < 25; step++)
                {
                    world.Run(0.3);
                    Talk(fault * 25 + step);
                }

                CheckOrder();
            }

            world.Network.Heal();
            foreach (var node in _nodes)
            {
                world.Network.Thaw(node);
                if (node.IsUp) continue;
                node.Start();
                StartActors(node);
            }

            world.Run(25);
            CheckOrder();
            foreach (var from in _nodes)
                foreach (var to in _nodes)
                    if (from != to) Assert.True("x" == world.Ask<string>(RemoteWorld.Ref(from, to, "/user/echo"), "x"), $"seed {seed}: {from} does not reach {to}");
            CheckWatching();
        }

        private void CheckWatching()
        {
            var heard = new List<object>();
            foreach (var from in _nodes)
            {
                foreach (var to in _nodes)
                {
                    if (from == to) continue;
                    var subject = _world.Await(from.System.ActorSelection($"akka.tcp://sim@{to.Name}:2552/user/echo").ResolveOne(TimeSpan.FromSeconds(10)));
                    from.System.ActorOf(Props.Create(() => new Watcher(subject, heard)));
                }
            }

            _world.Run(15);
            Assert.True(heard.Count == 0, $"seed {seed}: {heard.FirstOrDefault()} lives");
            foreach (var node in _nodes) node.System.ActorSelection("/user/echo").Tell(PoisonPill.Instance);
            _world.Run(5);
            Assert.True(heard.Count == 6, $"seed {seed}: {heard.Count} deaths were heard of");
        }

        private void StartActors(SimulatedNode node)
        {
            var got = _got[$"{node.Name}/{node.Lives}"] = [];
            node.System.ActorOf(Props.Create(() => new Collector(got)), "all");
            node.System.ActorOf<Echo>("echo");
        }

        private void Talk(int number)
        {
            foreach (var from in _nodes)
                foreach (var to in _nodes)
                    if (from != to && from.IsUp) RemoteWorld.Ref(from, to, "/user/all").Tell($"{from.Name}/{from.Lives}:{number}", ActorRefs.NoSender);
        }

        private void Fault()
        {
            var network = _world.Network;
            var (one, other) = (_random.Pick(_nodes), _random.Pick(_nodes));
            switch (_random.Next(8))
            {
                case 0:
                    network.Cut(one, other);
                    break;
                case 1:
                    network.Block(one, other);
                    break;
                case 2:
                    network.Isolate(one);
                    break;
                case 3:
                    network.Delay(one, other, TimeSpan.FromSeconds(_random.NextDouble() * 2));
                    break;
                case 4:
                    network.Corrupt(one, other, 0.05);
                    break;
                case 5:
                    network.Freeze(one);
                    break;
                case 6 when one.IsUp:
                    one.Crash();
                    break;
                default:
                    network.Heal();
                    foreach (var node in _nodes)
                    {
                        network.Thaw(node);
                        if (node.IsUp) continue;
                        node.Start();
                        StartActors(node);
                    }

                    break;
            }
        }

        private void CheckOrder()
        {
            foreach (var (receiver, got) in _got)
            {
                foreach (var bySender in got.Cast<string>().GroupBy(static text => text.Split(':')[0]))
                {
                    var last = -1;
                    foreach (var text in bySender)
                    {
                        var number = int.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
                        Assert.True(number > last, $"seed {seed}: {receiver} got {number} of {bySender.Key} after {last}");
                        last = number;
                    }
                }
            }
        }
    }
}

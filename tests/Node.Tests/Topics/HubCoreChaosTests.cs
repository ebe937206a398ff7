using Node.Tests.Rooms;
using Switchboard.Messages;
using Switchboard.Node.Rooms;
using Switchboard.Node.Topics;

namespace Node.Tests.Topics;

/// <summary>
/// Whatever the network between a room and its hub does (loses, doubles, delays, reorders) and however often the room crashes and comes back, clients
/// that stay or return see every message once and in order, except where they are told that they are too far behind.
/// A seed is one run of 400 random steps over one room, one hub and up to six clients, followed by a network that works.
/// </summary>
public sealed class HubCoreChaosTests
{
    [Fact]
    public void With_a_history_that_reaches_back_every_client_sees_the_whole_log()
    {
        for (var seed = 0; seed < 400; seed++)
            new Run(seed, new RoomLimits { HistoryMessages = 10_000, ReplyMessages = 10_000 }, mayFallBehind: false).Go();
    }

    [Fact]
    public void With_a_short_history_no_client_misses_anything_without_being_told()
    {
        for (var seed = 0; seed < 400; seed++)
            new Run(seed, new RoomLimits { HistoryMessages = 1 + (seed % 9), ReplyMessages = 1 + (seed % 5) }, mayFallBehind: true).Go();
    }

    private sealed class Run : IRoomLink
    {
        private readonly int _seed;
        private readonly bool _mayFallBehind;
        private readonly RoomLimits _limits;
        private readonly Random _random;
        private readonly HubCore _hub;
        private readonly RoomState _room;
        private readonly List<Action> _network = [];
        private readonly List<Client> _clients = [];
        private long _now = 5_000;
        private bool _isRoomUp = true;
        private bool _isHealed;
        private long? _registration;

        public Run(int seed, RoomLimits limits, bool mayFallBehind)
        {
            (_seed, _limits, _mayFallBehind, _random) = (seed, limits, mayFallBehind, new Random(seed));
            _room = new RoomState(limits, "e" + seed);
            _hub = new HubCore("room:a", limits, new HubTimes { Silence = TimeSpan.FromSeconds(15) }, this, () => _now);
            _hub.Start();
        }

        public void Go()
        {
            try
            {
                for (var step = 0; step < 400; step++)
                    Step();
                Heal();
                Check();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {_seed} (history {_limits.HistoryMessages}): {e.Message}", e);
            }
        }

        private void Step()
        {
            switch (_random.Next(12))
            {
                case < 4:
                    Publish();
                    break;
                case < 8:
                    DeliverOne();
                    break;
                case 8:
                    Pass(_random.Next(1, 1500));
                    break;
                case 9 when _clients.Count < 6:
                    _clients.Add(new Client(this));
                    break;
                case 9:
                    _clients[_random.Next(_clients.Count)].LeaveOrReturn();
                    break;
                case 10:
                    ToHub(new HubMessage.Tail(_registration ?? 0, _room.Epoch, _room.Log.LastSeq));
                    break;
                case 11 when _random.Next(4) == 0:
                    _isRoomUp = !_isRoomUp;
                    _registration = null;
                    if (_random.Next(2) == 0)
                        _network.Add(_hub.RoomGone);
                    break;
            }
        }

        private void Publish()
        {
            if (!_isRoomUp)
                return;
            foreach (var store in _room.Decide([RoomTestData.Publish()], _now).Cast<RoomDecision.Store>())
            {
                _room.Apply(store.Message);
                if (_registration is { } registration)
                    ToHub(new HubMessage.Delivered(registration, store.Message));
            }
        }

        void IRoomLink.Register(long registration, string? epoch, long lastSeq, long seenSeq) => ToRoom(() =>
        {
            if (_registration > registration)
                return;
            var request = new RoomCommand.Register(registration, epoch, lastSeq, seenSeq);
            if (_isRoomUp)
                _registration = registration;
            ToHub(_isRoomUp || _random.Next(2) == 0
                ? Replay.Register(_room.Log, _room.Epoch, request, _limits, !_isRoomUp)
                : new HubMessage.Unavailable(registration));
        });

        void IRoomLink.Fill(long registration, long afterSeq) => ToRoom(() => ToHub(_registration == registration
            ? Replay.Fill(_room.Log, _room.Epoch, new RoomCommand.Fill(registration, afterSeq), _limits)
            : new HubMessage.NotRegistered(registration)));

        private void ToRoom(Action action) => Send(action);

        private void ToHub(HubMessage.FromRoom message) => Send(() => _hub.Receive(message));

        private void Send(Action action)
        {
            if (_isHealed || _random.Next(5) != 0)
                _network.Add(action);
            if (!_isHealed && _random.Next(6) == 0)
                _network.Add(action);
        }

        private void DeliverOne()
        {
            if (_network.Count == 0)
                return;
            var i = _isHealed ? 0 : _random.Next(Math.Min(_network.Count, 6));
            var action = _network[i];
            _network.RemoveAt(i);
            action();
        }

        private void Pass(long milliseconds)
        {
            _now += milliseconds;
            _hub.Tick();
            foreach (var client in _clients)
                client.Tick();
        }

        private void Heal()
        {
            _isHealed = true;
            _isRoomUp = true;
            for (var round = 0; round < 60; round++)
            {
                Pass(500);
                if (_registration is { } registration)
                    ToHub(new HubMessage.Tail(registration, _room.Epoch, _room.Log.LastSeq));
                for (var n = 0; n < 10_000 && _network.Count > 0; n++)
                    DeliverOne();
                Assert.Empty(_network);
            }
            foreach (var client in _clients)
                client.Return();
            for (var round = 0; round < 20; round++)
            {
                Pass(500);
                while (_network.Count > 0)
                    DeliverOne();
            }
        }

        private void Check()
        {
            Assert.Equal(_room.Log.LastSeq, _hub.LastSeq);
            Assert.True(_hub.IsRegistered);
            foreach (var client in _clients)
                client.Check(_room.Log.LastSeq);
        }

        /// <summary>A client as the page is one: it remembers the last number, shows what comes in order and starts anew only when told.</summary>
        private sealed class Client
        {
            private readonly Run _run;
            private FakeMember? _member;
            private long? _last;
            private string? _epoch;
            private long _joinedAt;
            private bool _isAway;

            public Client(Run run)
            {
                _run = run;
                Join();
            }

            public void LeaveOrReturn()
            {
                if (_isAway)
                {
                    Return();
                    return;
                }
                _isAway = true;
                if (_member is not null)
                    _run._hub.Leave(_member);
                _member = null;
            }

            public void Return()
            {
                if (!_isAway)
                    return;
                _isAway = false;
                Join();
            }

            public void Tick()
            {
                if (_isAway || _run._now - _joinedAt < 1000 || (_member is { IsLost: false, Refusal: null }))
                    return;
                Join();
            }

            private void Join()
            {
                _joinedAt = _run._now;
                _member = new FakeMember { OnJoined = Joined, OnMessage = m => See(m.Seq) };
                _run._hub.Join(_member, new JoinRequest(_last, _epoch, 0, true));
            }

            private void Joined(FakeMember member)
            {
                if (member.Outcome is not JoinOutcome.Room room)
                    return;
                if (_last is not null && !room.Recovered)
                    Assert.True(_run._mayFallBehind && room.Reason == Reasons.TooFarBehind, $"not recovered from {_last}: {room.Reason}");
                if (!room.Recovered)
                    _last = room.Messages.Count > 0 ? room.Messages[0].Seq - 1 : room.LastSeq;
                _epoch = room.Epoch;
                foreach (var message in room.Messages)
                    See(message.Seq);
                Assert.Equal(room.LastSeq, _last);
            }

            private void See(long seq)
            {
                Assert.Equal(_last + 1, seq);
                _last = seq;
            }

            public void Check(long lastSeq) => Assert.Equal(lastSeq, _last);
        }
    }
}

namespace Akka.Simulation;

/// <summary>A connection between two nodes: two directions, each in order.</summary>
internal sealed class SimulatedConnection
{
    private readonly SimulatedNetwork _network;
    private readonly Direction _toServer;
    private readonly Direction _toClient;

    public SimulatedConnection(SimulatedNetwork network, SimulatedTransport client, SimulatedTransport server)
    {
        _network = network;
        Client = new SimulatedEnd(this, client, server.Node.Name);
        Server = new SimulatedEnd(this, server, client.Node.Name);
        _toServer = new Direction(network, Client, Server);
        _toClient = new Direction(network, Server, Client);
        network.Opened(this);
    }

    public SimulatedEnd Client { get; }

    public SimulatedEnd Server { get; }

    public bool IsBetween(string one, string other) => (Client.Name == one && Server.Name == other) || (Client.Name == other && Server.Name == one);

    /// <summary>Sends bytes from one end to the other.</summary>
    public void Send(SimulatedEnd from, byte[] bytes)
    {
        _network.Sends++;
        _network.BytesSent += bytes.Length;
        if (_network.ConnectionLoss > 0 && _network.Random.NextDouble() < _network.ConnectionLoss) Break();
        else From(from).Send(bytes);
    }

    /// <summary>Bytes on their way from an end.</summary>
    public int UnderWay(SimulatedEnd from) => From(from).UnderWay;

    /// <summary>One end closes: the other learns it when what was sent before has arrived, or at once when that gets lost.</summary>
    public void ClosedBy(SimulatedEnd end)
    {
        var direction = From(end);
        if (_network.Random.NextDouble() < 0.5) direction.Drop();
        direction.SendEnd();
        (ReferenceEquals(end, Client) ? _toClient : _toServer).Drop();
        Forget();
    }

    /// <summary>Both ends learn that the connection is gone.</summary>
    public void Break()
    {
        _toServer.Drop();
        _toClient.Drop();
        _toServer.SendEnd();
        _toClient.SendEnd();
    }

    public void Resume()
    {
        _toServer.Resume();
        _toClient.Resume();
    }

    public void NodeCrashed(SimulatedNode node, bool silent)
    {
        if (Client.Node != node && Server.Node != node) return;
        var (crashed, other) = Client.Node == node ? (Client, Server) : (Server, Client);
        From(other).Drop();
        crashed.IsGone = true;
        if (!silent) From(crashed).SendEnd();
        Forget();
    }

    /// <summary>Something has come for an end that is not there any more: the machine, if it is on, says so.</summary>
    public void Reset(SimulatedEnd sender, SimulatedEnd gone)
    {
        if (!_network.IsDead(gone.Name)) From(gone).SendEnd();
        From(sender).Drop();
    }

    private Direction From(SimulatedEnd end) => ReferenceEquals(end, Client) ? _toServer : _toClient;

    private void Forget()
    {
        if (Client.IsGone && Server.IsGone) _network.Closed(this);
    }

    /// <summary>What is under way one way.</summary>
    private sealed class Direction(SimulatedNetwork network, SimulatedEnd from, SimulatedEnd to)
    {
        private readonly Queue<byte[]?> _queue = new(); // null is the end of the stream
        private int _stalled;

        public int UnderWay { get; private set; }

        public void Send(byte[] bytes)
        {
            if (network.IsDamaged(from.Name, to.Name)) bytes[(int)(network.Random.NextDouble() * bytes.Length)] ^= (byte)(1 << (int)(network.Random.NextDouble() * 8));
            UnderWay += bytes.Length;
            Enqueue(bytes);
        }

        public void SendEnd() => Enqueue(null);

        public void Drop()
        {
            UnderWay = 0;
            var count = _queue.Count;
            // The events of what is dropped still come: an empty place keeps them apart from those of what follows.
            _queue.Clear();
            for (var i = 0; i < count; i++) _queue.Enqueue([]);
        }

        public void Resume()
        {
            if (!network.IsPassable(from.Name, to.Name)) return;
            for (; _stalled > 0; _stalled--) Schedule();
        }

        private void Enqueue(byte[]? bytes)
        {
            _queue.Enqueue(bytes);
            Schedule();
        }

        private void Schedule() => network.World.After(network.Latency(from.Name, to.Name), Arrive);

        // Whichever event comes first brings what was sent first.
        private void Arrive()
        {
            if (!network.IsPassable(from.Name, to.Name))
            {
                _stalled++;
                return;
            }

            if (!_queue.TryDequeue(out var bytes)) return;
            if (bytes is null)
            {
                to.End();
                return;
            }

            if (bytes.Length == 0) return;
            UnderWay -= bytes.Length;
            if (to.IsGone) to.Connection.Reset(from, to);
            else to.Deliver(bytes);
            from.Drained();
        }
    }
}

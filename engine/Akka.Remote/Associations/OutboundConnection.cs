using System.IO.Pipelines;
using Akka.Remote.Transport;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

/// <summary>A connection that this system has opened and that carries what it sends; the other side only acknowledges on it.</summary>
internal sealed class OutboundConnection
{
    private readonly ITransportConnection _connection;
    private readonly FrameReader _reader;
    private readonly Remoting _remoting;
    private long _acknowledged;
    private long _lastHeard;
    private volatile bool _broken;

    private OutboundConnection(Remoting remoting, ITransportConnection connection, FrameReader reader, Challenge challenge, Accept accept, int session)
    {
        _remoting = remoting;
        _connection = connection;
        _reader = reader;
        Uid = challenge.Uid;
        PeerSession = challenge.Session;
        Session = session;
        _acknowledged = accept.ExpectedSequence - 1;
        LargestFrame = Math.Max(1024, Math.Min(remoting.Wire.LargestFrame, accept.LargestFrame));
        LargestMessage = Math.Min(remoting.Wire.LargestMessage, accept.LargestMessage);
        _lastHeard = remoting.Now;
    }

    public PipeWriter Output => _connection.Output;

    /// <summary>The incarnation at the other end.</summary>
    public int Uid { get; }

    /// <summary>Our session at the time of the handshake.</summary>
    public int Session { get; }

    /// <summary>The session that the other side has with us.</summary>
    public int PeerSession { get; }

    public int LargestFrame { get; }

    public int LargestMessage { get; }

    /// <summary>The number of the last system message that the other side has.</summary>
    public long Acknowledged => Volatile.Read(ref _acknowledged);

    public bool IsBroken => _broken;

    /// <summary>Why it broke; null when the other side closed it, or it has not broken.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Opens a connection and introduces this system.</summary>
    /// <param name="remoting">The remoting.</param>
    /// <param name="association">The peer.</param>
    /// <param name="session">Our session with it.</param>
    /// <param name="firstSequence">The first system message that will come.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RemoteTransportException">The peer cannot be reached, or has refused.</exception>
    public static async Task<OutboundConnection> Open(Remoting remoting, Association association, int session, long firstSequence, CancellationToken cancellation)
    {
        var address = association.Remote;
        using var connectLimit = remoting.TimeLimit(remoting.Wire.ConnectTimeout, cancellation);
        ITransportConnection connection;
        try
        {
            connection = await remoting.Transport.Connect(address.Host!, address.Port!.Value, connectLimit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RemoteTransportException($"No connection to [{address}] within {remoting.Wire.ConnectTimeout}.");
        }

        using var limit = remoting.TimeLimit(remoting.Wire.HandshakeTimeout, cancellation);
        await using var abort = limit.Token.UnsafeRegister(static state => ((ITransportConnection)state!).Abort(), connection).ConfigureAwait(false);
        try
        {
            var opened = await Introduce(remoting, connection, association, session, firstSequence).ConfigureAwait(false);
            limit.Token.ThrowIfCancellationRequested();
            return opened;
        }
        catch (Exception failure)
        {
            connection.Abort();
            cancellation.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested) throw new RemoteTransportException($"The handshake with [{address}] took longer than {remoting.Wire.HandshakeTimeout}.", failure);
            throw;
        }
    }

    /// <summary>Reads acknowledgements until the connection ends.</summary>
    public async Task Listen(Association association)
    {
        try
        {
            while (await _reader.Read(static (kind, body, self) => self.Handle(kind, body), this).ConfigureAwait(false) >= 0)
                Volatile.Write(ref _lastHeard, _remoting.Now);
        }
        catch (Exception failure)
        {
            // Whatever it is, the connection is of no use any more; the association says so.
            Failure ??= failure;
        }

        _broken = true;
        _connection.Abort();
        await _connection.Input.CompleteAsync().ConfigureAwait(false); // gives its buffers back
        association.ConnectionBroke();
    }

    /// <summary>Closes it when nothing has come for too long. Every probe is answered, so something should have.</summary>
    public void CloseIfSilent(long now)
    {
        if (_remoting.Elapsed(Volatile.Read(ref _lastHeard), now) < _remoting.Wire.SilenceTimeout) return;
        Failure ??= new RemoteTransportException($"Nothing was heard for {_remoting.Wire.SilenceTimeout} (akka.remote.connection-silence-timeout).");
        Close();
    }

    public void Close() => _connection.Abort();

    private static async Task<OutboundConnection> Introduce(Remoting remoting, ITransportConnection connection, Association association, int session, long firstSequence)
    {
        var hello = new Hello(remoting.Versions, remoting.Address, remoting.Uid, association.Remote, session, firstSequence, remoting.Secret.IsSet, remoting.NewNonce());
        var helloBytes = HandshakeFrames.Content(hello.Write);
        await HandshakeFrames.Write(connection.Output, helloBytes).ConfigureAwait(false);

        var reader = new FrameReader(connection.Input, FrameFormat.LargestHandshakeFrame);
        var challengeBytes = await HandshakeFrames.Read(reader, FrameKind.Challenge).ConfigureAwait(false);
        var challenge = Challenge.Read(challengeBytes.AsSpan(1));
        if (remoting.Versions.Common(new VersionRange(challenge.Version, challenge.Version)) is null)
            throw new RefusedException(RefuseReason.Version, $"[{association.Remote}] chose version {challenge.Version} of the protocol; this system speaks {remoting.Versions}.");
        if (challenge.HasSecret != remoting.Secret.IsSet) throw new RefusedException(RefuseReason.Secret, SecretMismatch(association.Remote, remoting.Secret.IsSet));
        if (challenge.From != association.Remote)
            throw new RefusedException(RefuseReason.WrongAddress, $"[{association.Remote}] calls itself [{challenge.From}]: use that address, or set its public-hostname.");
        association.CheckQuarantine(challenge.Uid);

        var proof = new Proof(remoting.Secret.Prove(isOpener: true, helloBytes, challengeBytes));
        await HandshakeFrames.Write(connection.Output, HandshakeFrames.Content(proof.Write)).ConfigureAwait(false);
        var accept = Wire.Accept.Read((await HandshakeFrames.Read(reader, FrameKind.Accept).ConfigureAwait(false)).AsSpan(1));
        if (remoting.Secret.IsSet && !remoting.Secret.IsProven(accept.Mac, isOpener: false, helloBytes, challengeBytes))
            throw new RefusedException(RefuseReason.Secret, $"[{association.Remote}] does not know the secret (akka.remote.secret).");
        reader.Largest = remoting.Wire.LargestFrame;
        return new OutboundConnection(remoting, connection, reader, challenge, accept, session);
    }

    private static string SecretMismatch(Actor.Address remote, bool here) => here
        ? $"[{remote}] has no secret, and this system has one (akka.remote.secret)."
        : $"[{remote}] asks for a secret, and this system has none (akka.remote.secret).";

    private bool Handle(FrameKind kind, ReadOnlySpan<byte> body)
    {
        var reader = new WireReader(body);
        switch (kind)
        {
            case FrameKind.Ack:
                var sequence = reader.Int64();
                if (sequence > _acknowledged) Volatile.Write(ref _acknowledged, sequence);
                return true;
            case FrameKind.Pong:
                return true;
            case FrameKind.Refuse:
                var refuse = Refuse.Read(body);
                throw new RefusedException(refuse.Reason, refuse.Text, isTheirs: true);
            default:
                throw new MalformedFrameException($"A frame of kind {(byte)kind} does not belong here.");
        }
    }
}

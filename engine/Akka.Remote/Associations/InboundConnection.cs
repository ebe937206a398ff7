using Akka.Event;
using Akka.Remote.Transport;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

/// <summary>A connection that another system has opened and that carries what it sends.</summary>
internal sealed class InboundConnection(Remoting remoting, ITransportConnection connection)
{
    /// <summary>What is read in one go before others get the thread.</summary>
    private const long BytesInOneRun = 256 * 1024;

    private readonly TaskCompletionSource _ended = remoting.NewCompletion();
    private readonly byte[] _reply = new byte[FrameFormat.Overhead + sizeof(long)];
    private InboundDelivery? _delivery;
    private long _lastHeard = remoting.Now;
    private bool _pongDue;
    private bool _ackDue;
    private bool _saidGoodbye;
    private bool _closedHere;

    /// <summary>Completes when nothing more of this connection is delivered.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Serves the connection until it ends.</summary>
    /// <param name="introduced">Called when the other side has introduced itself, or will not.</param>
    public async Task Run(Action introduced)
    {
        Association? association = null;
        try
        {
            var reader = new FrameReader(connection.Input, FrameFormat.LargestHandshakeFrame);
            try
            {
                association = await Introduce(reader).ConfigureAwait(false);
            }
            finally
            {
                introduced();
            }

            if (association is not null) await Receive(reader).ConfigureAwait(false);
        }
        catch (MalformedFrameException malformed)
        {
            remoting.CountMalformed($"from [{association?.Remote.ToString() ?? connection.Peer}]: {malformed.Message}");
        }
        catch (Exception failure) when (!_closedHere)
        {
            // Sockets, TLS and simulations have exceptions of their own for a connection that has gone.
            remoting.Log.Debug("The connection from [{0}] has broken: {1}", association?.Remote.ToString() ?? connection.Peer, failure.Message);
        }
        catch (Exception)
        {
            // It was closed here, and what was pending says so.
        }

        connection.Abort();
        await connection.Input.CompleteAsync().ConfigureAwait(false); // gives its buffers back
        _delivery?.Dispose();
        remoting.Complete(_ended);
        if (association is not null && association.Inbound.End(this)) remoting.Publish(new DisassociatedEvent(remoting.Address, association.Remote, inbound: true));
    }

    /// <summary>Closes the connection. Any thread.</summary>
    public void Close()
    {
        _closedHere = true;
        connection.Abort();
    }

    /// <summary>Closes it when nothing has come for twice the time after which the other side would have given it up. Any thread.</summary>
    public void CloseIfSilent(long now)
    {
        if (remoting.Elapsed(Volatile.Read(ref _lastHeard), now) > remoting.Wire.SilenceTimeout * 2) Close();
    }

    // Returns null when the other side is refused.
    private async Task<Association?> Introduce(FrameReader reader)
    {
        using var limit = remoting.TimeLimit(remoting.Wire.HandshakeTimeout, remoting.Stopped);
        await using var abort = limit.Token.UnsafeRegister(static state => ((ITransportConnection)state!).Abort(), connection).ConfigureAwait(false);
        var helloBytes = await HandshakeFrames.Read(reader, FrameKind.Hello).ConfigureAwait(false);
        var hello = Hello.Read(helloBytes.AsSpan(1));
        try
        {
            var version = remoting.Versions.Common(hello.Versions)
                ?? throw new RefusedException(RefuseReason.Version, $"No version of the protocol is common: [{hello.From}] speaks {hello.Versions}, [{remoting.Address}] speaks {remoting.Versions}.");
            Check(hello);
            var challenge = new Challenge(version, remoting.Address, remoting.Uid, remoting.Find(hello.From)?.Session ?? 1, remoting.Secret.IsSet, remoting.NewNonce());
            var challengeBytes = HandshakeFrames.Content(challenge.Write);
            await HandshakeFrames.Write(connection.Output, challengeBytes).ConfigureAwait(false);
            var proof = Proof.Read((await HandshakeFrames.Read(reader, FrameKind.Proof).ConfigureAwait(false)).AsSpan(1));
            if (remoting.Secret.IsSet && !remoting.Secret.IsProven(proof.Mac, isOpener: true, helloBytes, challengeBytes))
                throw new RefusedException(RefuseReason.Secret, $"[{hello.From}] does not know the secret of [{remoting.Address}] (akka.remote.secret).");
            // Not before it has shown that it belongs here: strangers must not make us remember addresses.
            var association = remoting.AssociationFor(hello.From, isFromOutside: true);
            association.CheckQuarantine(hello.Uid);
            if (association.Inbound.Begin(this, hello.Uid, hello.Session, hello.FirstSequence, out var old) is not { } expected) return null;
            // What the old connection is just delivering comes before anything that this one brings.
            if (old is not null) await old.Ended.WaitAsync(limit.Token).ConfigureAwait(false);
            association.Meet(hello.Uid, hello.Session);
            _delivery = new InboundDelivery(remoting, association, this);
            reader.Largest = remoting.Wire.LargestFrame;
            var accept = new Accept(remoting.Secret.Prove(isOpener: false, helloBytes, challengeBytes), expected, remoting.Wire.LargestFrame, remoting.Wire.LargestMessage);
            await HandshakeFrames.Write(connection.Output, HandshakeFrames.Content(accept.Write)).ConfigureAwait(false);
            remoting.Publish(new AssociatedEvent(remoting.Address, hello.From, inbound: true));
            association.IsReachable();
            return association;
        }
        catch (RefusedException refused)
        {
            remoting.CountRefused(refused.Message);
            await HandshakeFrames.Write(connection.Output, HandshakeFrames.Content(new Refuse(refused.Reason, refused.Message).Write)).ConfigureAwait(false);
            // The other side closes when it has read that; the time limit sees to it that it does.
            while (await reader.Read(static (_, _, _) => true, this).ConfigureAwait(false) >= 0)
            {
            }

            return null;
        }
    }

    private void Check(Hello hello)
    {
        if (hello.To != remoting.Address)
            throw new RefusedException(RefuseReason.WrongAddress, $"[{hello.From}] wants to talk to [{hello.To}], and this is [{remoting.Address}]: use that address, or set public-hostname and public-port.");
        if (hello.From == remoting.Address) throw new RefusedException(RefuseReason.OwnAddress, $"Another system calls itself [{remoting.Address}], as this one does.");
        if (hello.HasSecret != remoting.Secret.IsSet)
        {
            throw new RefusedException(RefuseReason.Secret, remoting.Secret.IsSet
                ? $"[{hello.From}] has no secret, and [{remoting.Address}] asks for one (akka.remote.secret)."
                : $"[{hello.From}] has a secret, and [{remoting.Address}] has none (akka.remote.secret).");
        }
    }

    private async Task Receive(FrameReader reader)
    {
        var sinceYield = 0L;
        while (!_saidGoodbye)
        {
            var taken = await reader.Read(static (kind, body, self) => self.Handle(kind, body), this).ConfigureAwait(false);
            if (taken < 0) return;
            Volatile.Write(ref _lastHeard, remoting.Now);
            if (_ackDue)
            {
                _ackDue = false;
                await Reply(FrameKind.Ack, _delivery!.Association.Inbound.LastSequence).ConfigureAwait(false);
            }

            if (_pongDue)
            {
                _pongDue = false;
                await Reply(FrameKind.Pong, 0).ConfigureAwait(false);
            }

            sinceYield += taken;
            if (sinceYield < BytesInOneRun) continue;
            sinceYield = 0;
            await remoting.Yield();
        }
    }

    private ValueTask<System.IO.Pipelines.FlushResult> Reply(FrameKind kind, long value)
    {
        _reply[FrameFormat.HeadLength] = (byte)kind;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(_reply.AsSpan(FrameFormat.Overhead), value);
        FrameFormat.Seal(_reply);
        return connection.Output.WriteAsync(_reply);
    }

    private bool Handle(FrameKind kind, ReadOnlySpan<byte> body)
    {
        if (!_delivery!.Association.Inbound.IsCurrent(this))
        {
            _saidGoodbye = true; // another connection has taken over: what is still here came before and is lost
            return false;
        }

        switch (kind)
        {
            case FrameKind.Messages:
                _delivery.Messages(body);
                break;
            case FrameKind.SystemMessages:
                _delivery.SystemMessages(body);
                _ackDue = true;
                break;
            case FrameKind.Piece:
                _delivery.Piece(body);
                break;
            case FrameKind.Ping:
                _pongDue = true;
                break;
            case FrameKind.Goodbye:
                _saidGoodbye = true;
                _delivery.Goodbye();
                return false;
            default:
                throw new MalformedFrameException($"A frame of kind {(byte)kind} does not belong here.");
        }

        return true;
    }
}

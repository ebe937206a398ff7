using System.Security.Cryptography;

namespace Switchboard.Node.Gateway.Sessions;

/// <summary>What all sessions of a node share: their limits, and the source of the numbers that tell channels apart. Thread-safe.</summary>
/// <param name="channels">Most channels of one socket.</param>
/// <param name="answerTicks">How long an answer of a room is waited for, in ticks of the clock that sessions are called with.</param>
internal sealed class SessionLimits(int channels, long answerTicks)
{
    // Numbers of all nodes must differ; from a random start among 2^64 they do.
    private ulong _origin = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    public int Channels { get; } = channels;

    public long AnswerTicks { get; } = answerTicks;

    /// <summary>A number that no other channel has; never 0, which stands for "no channel".</summary>
    public ulong NextOrigin()
    {
        var origin = Interlocked.Increment(ref _origin);
        return origin == 0 ? Interlocked.Increment(ref _origin) : origin;
    }
}

namespace Switchboard.Bench.Sockets;

/// <summary>What a member of a room that was empty when it joined gets: every message once and in order, or the run has failed.</summary>
internal sealed class NumberedFrames(Action<long> came, TaskCompletionSource failed) : ReadFrames
{
    private bool _joined;
    private long _last;

    public override void Ended(Exception why) => failed.TrySetException(why);

    protected override void Read(ReadOnlySpan<byte> text)
    {
        var frame = new RoomFrame(text);
        if (!_joined)
        {
            _joined = frame.IsOk ? true : throw frame.Wrong("A join was refused");
            return;
        }

        if (!frame.IsMessage || frame.Seq != _last + 1) throw frame.Wrong($"Something else came after message {_last}");
        came(++_last);
    }
}

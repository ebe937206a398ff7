using System.Text;
using System.Text.Json;
using Switchboard.Node.Gateway.Protocol;
using Switchboard.Node.Topics;

namespace Node.Tests.Topics;

/// <summary>A channel that writes down everything its hub does to it, and fails the test when that breaks the contract.</summary>
internal sealed class FakeMember(ulong origin = 0, bool wantsOwn = true) : ILocalMember
{
    private readonly List<SharedFrame> _frames = [];

    public ulong Origin => origin;

    public bool WantsOwn => wantsOwn;

    public JoinOutcome? Outcome { get; private set; }

    public JoinOutcome.Room Room => Assert.IsType<JoinOutcome.Room>(Outcome);

    public string? Refusal => (Outcome as JoinOutcome.Refused)?.Reason;

    public bool IsLost { get; private set; }

    public bool IsGone { get; set; }

    public IReadOnlyList<SharedFrame> Frames => _frames;

    public Action<StoredNumber>? OnMessage { get; init; }

    public Action<FakeMember>? OnJoined { get; init; }

    public Action<FakeMember>? OnLost { get; init; }

    /// <summary>The numbers of the messages delivered, in order.</summary>
    public IEnumerable<long> Delivered => _frames.Where(f => f.Event == "new_msg").Select(SeqOf);

    public void Joined(JoinOutcome outcome)
    {
        Assert.Null(Outcome);
        Outcome = outcome;
        OnJoined?.Invoke(this);
    }

    public bool TrySend(SharedFrame frame)
    {
        Assert.True(Outcome is { IsOk: true }, "an event before the answer to the join");
        Assert.False(IsLost, "an event after the end");
        if (IsGone)
            return false;
        _frames.Add(frame);
        if (frame.Event == "new_msg")
            OnMessage?.Invoke(new StoredNumber(SeqOf(frame)));
        return true;
    }

    public bool IsRoomLost { get; private set; }

    public void RoomLost() => IsRoomLost = true;

    public void Lost()
    {
        Assert.False(IsLost, "lost twice");
        Assert.True(Outcome is { IsOk: true }, "lost before it was joined");
        IsLost = true;
        OnLost?.Invoke(this);
    }

    public static long SeqOf(SharedFrame frame) => SeqOf(frame.Payload);

    public static long SeqOf(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.GetProperty("seq").GetInt64();
    }

    public static byte[] Payload(long seq) => Encoding.UTF8.GetBytes($$"""{"seq":{{seq}}}""");
}

/// <summary>The number of a message that was delivered.</summary>
internal readonly record struct StoredNumber(long Seq);

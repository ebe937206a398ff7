namespace Switchboard.Bench.Bare;

/// <summary>Sends every message back.</summary>
internal sealed class BareEcho : BareCell
{
    protected override void Handle(BareLetter letter) => letter.Sender!.Post(letter.Message, this);
}

/// <summary>Keeps a number of messages in flight until so many have come back.</summary>
internal sealed class BarePinger(BareCell partner, object message, int flights, long count) : BareCell
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _toSend = count;
    private long _toCome = count;

    public Task Done => _done.Task;

    protected override void Handle(BareLetter letter)
    {
        if (letter.Sender is null)
        {
            for (var i = 0; i < flights && _toSend > 0; i++) Send();
            return;
        }

        if (--_toCome == 0) _done.SetResult();
        else if (_toSend > 0) Send();
    }

    private void Send()
    {
        _toSend--;
        partner.Post(message, this);
    }
}

/// <summary>Counts what it gets.</summary>
internal sealed class BareCounter(long count) : BareCell
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _left = count;

    public Task Done => _done.Task;

    protected override void Handle(BareLetter letter)
    {
        if (--_left == 0) _done.SetResult();
    }
}

/// <summary>Completes every question.</summary>
internal sealed class BareAnswerer : BareCell
{
    protected override void Handle(BareLetter letter) => ((BareQuestion)letter).Answer.SetResult(letter.Message!);
}

/// <summary>A question: a letter with the task of its answer.</summary>
internal sealed class BareQuestion : BareLetter
{
    public TaskCompletionSource<object> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Task<object> Ask(BareCell cell, object message)
    {
        var question = new BareQuestion { Message = message };
        cell.Post(question);
        return question.Answer.Task;
    }
}

/// <summary>Runs once and then does nothing.</summary>
internal sealed class BareIdler(CountdownEvent started) : BareCell
{
    protected override void Handle(BareLetter letter) => started.Signal();
}

namespace Akka.Cluster.Tools.Singleton;

// What other managers say.
internal sealed partial class SingletonMachine
{
    public void Receive(HandOverMessage message, TimeSpan now)
    {
        // For an earlier incarnation of this node; or this one does not know yet that it is a member.
        if (_ended || !message.To.Equals(self)) return;
        switch (message)
        {
            case HandOverToMe ask:
                OnAsked(ask);
                break;
            case HandOverInProgress:
                _asks = 0;
                break;
            case HandOverDone done:
                OnPromise(done.From);
                break;
            case TakeOverFromMe { Final: true } offer when Find(offer.From) is not null:
                _leavers.Add(offer.From);
                break;
        }

        Settle(now);
    }

    private void OnAsked(HandOverToMe ask)
    {
        if (_me is null) return;
        if (ask.Final)
        {
            // The asker knows already that this node exits, which does not go back.
            _vowed = true;
        }
        else if (Find(ask.From) is not { } asker || !IsEligible(asker) || rules.Order.Compare(asker, _me) > 0)
        {
            // As long as this node does not know it, it may take itself for the first. It asks again.
            return;
        }

        if (_instance is Instance.Running or Instance.Gone) Stop();
        if (_instance is Instance.None)
        {
            Outbox.Add(new HandOverDone(self, ask.From));
            return;
        }

        if (!_waiting.Contains(ask.From)) _waiting.Add(ask.From);
        Outbox.Add(new HandOverInProgress(self, ask.From));
    }

    private void OnPromise(UniqueAddress from)
    {
        _asks = 0;
        // The promise may overtake the news that its giver is a member, or come after the news that it was removed.
        if (!_departed.Remove(from) && (_me is null || Find(from) is not null)) _promised.Add(from);
    }

    private Member? Find(UniqueAddress node) => Array.Find(_members, member => member.UniqueAddress.Equals(node));
}

using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe.Internal;
using Akka.Event;
using Akka.Routing;

namespace Akka.Cluster.Tools.PublishSubscribe;

/// <content>Passes messages on.</content>
public partial class DistributedPubSubMediator
{
    private void ReceiveMessages()
    {
        Receive<Publish>(publish =>
        {
            if (publish.SendOneMessageToEachGroup) PublishToGroups(publish.Topic, publish.Message);
            else PublishToAll(publish.Topic, publish.Message);
        });
        Receive<TopicEnvelope>(envelope => _local.Find(LocalSubscriptions.KeyOf(envelope.Topic, null))?.Tell(envelope.Message, Sender));
        Receive<SendToOneSubscriber>(one => TellOneOf(LocalSubscriptions.KeyOf(one.Topic, one.Group), one.Message, Sender));
        Receive<Send>(OnSend);
        Receive<SendToAll>(OnSendToAll);
    }

    private void PublishToAll(string topic, object message)
    {
        var key = LocalSubscriptions.KeyOf(topic, null);
        var subscribers = _local.Find(key);
        var peers = _routes.Find(key);
        if (peers.Length > 0)
        {
            var envelope = new TopicEnvelope(topic, message);
            foreach (var peer in peers) peer.Mediator.Tell(envelope, Sender);
        }

        if (subscribers is not null) subscribers.Tell(message, Sender);
        else if (peers.Length == 0) NobodyFor(message);
    }

    private void PublishToGroups(string topic, object message)
    {
        // A copy, since nothing that is told may change it meanwhile.
        var groups = _local.GroupsOf(topic).Union(_routes.GroupsOf(topic), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        foreach (var group in groups)
        {
            var key = LocalSubscriptions.KeyOf(topic, group);
            var nodes = _routes.Find(key).Select(peer => new NodeRoutee((one, sender) => peer.Mediator.Tell(new SendToOneSubscriber(topic, group, one), sender))).ToList<Routee>();
            if (_local.Find(key) is not null) nodes.Add(new NodeRoutee((one, sender) => TellOneOf(key, one, sender)));
            _settings.RoutingLogic.Select(message, [.. nodes]).Send(message, Sender);
        }

        if (groups.Length == 0) NobodyFor(message);
    }

    private void TellOneOf(RegistryKey group, object message, IActorRef? sender)
    {
        if (_local.Find(group) is { } subscribers) _settings.RoutingLogic.Select(message, subscribers.Routees).Send(message, sender);
    }

    private void OnSend(Send send)
    {
        var local = _local.At(send.Path);
        if (local is not null && send.LocalAffinity)
        {
            local.Tell(send.Message, Sender);
            return;
        }

        var routees = RemotesAt(send.Path).Select(Routee.FromActorRef).ToList();
        if (local is not null) routees.Add(Routee.FromActorRef(local));
        if (routees.Count == 0) NobodyFor(send.Message);
        else _settings.RoutingLogic.Select(send.Message, [.. routees]).Send(send.Message, Sender);
    }

    private void OnSendToAll(SendToAll send)
    {
        var found = false;
        foreach (var actor in RemotesAt(send.Path))
        {
            found = true;
            actor.Tell(send.Message, Sender);
        }

        if (!send.ExcludeSelf && _local.At(send.Path) is { } local)
        {
            found = true;
            local.Tell(send.Message, Sender);
        }

        if (!found) NobodyFor(send.Message);
    }

    private IEnumerable<IActorRef> RemotesAt(string path) => _routes.Find(new RegistryKey(RegistryKind.Path, path)).Select(peer => peer.ActorAt(path)).OfType<IActorRef>();

    // That nobody listens is nothing unusual for who publishes.
    private void NobodyFor(object message)
    {
        if (_settings.SendToDeadLettersWhenNoSubscribers) Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self) { IsUnlogged = true }, Sender);
    }
}

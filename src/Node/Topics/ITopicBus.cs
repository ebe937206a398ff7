using Switchboard.Messages;

namespace Switchboard.Node.Topics;

/// <summary>
/// Carries events of topics that are not stored to the hubs' parents of all nodes, this one included, once each. Between nodes distributed pub-sub takes
/// the place of <see cref="LocalTopicBus"/>.
/// </summary>
internal interface ITopicBus
{
    /// <summary>The parent of this node's hubs is there, or there again after a restart.</summary>
    void Attach(Ref<HubsMessage> hubs);

    /// <summary>Sends an event; each parent gets it as <see cref="HubsMessage.Deliver"/>.</summary>
    void Publish(TopicMessage.Broadcast message);
}

/// <summary>The bus of a single node.</summary>
internal sealed class LocalTopicBus : ITopicBus
{
    private Ref<HubsMessage> _hubs;

    public void Attach(Ref<HubsMessage> hubs) => _hubs = hubs;

    public void Publish(TopicMessage.Broadcast message) => _hubs.Tell(new HubsMessage.Deliver(message));
}

using Akka.Actor;
using Akka.Configuration;
using Switchboard.Messages;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Rooms;

/// <summary>The two actors that the rest of a node talks to, and how they are started.</summary>
/// <param name="Rooms">Takes commands to rooms: the shard region, or its local stand-in.</param>
/// <param name="Hubs">Takes joins, leaves and events of topics that are not stored.</param>
internal sealed record RoomsAndHubs(Ref<RoomEnvelope> Rooms, Ref<HubsMessage> Hubs)
{
    /// <summary>Starts both under the user guardian, whose own strategy restarts them: neither has state that is not with its children or members.</summary>
    public static RoomsAndHubs Start(ActorSystem system, RoomSettings rooms, HubTimes hubs, IEpochSource epochs, ITopicBus bus)
    {
        var region = new Ref<RoomEnvelope>(system.ActorOf(RoomParent.Props(rooms, epochs), "rooms"));
        return new RoomsAndHubs(region, new Ref<HubsMessage>(system.ActorOf(HubsActor.Props(region, rooms.Limits, hubs, bus), "hubs")));
    }

    /// <summary>Starts both as <c>switchboard.rooms</c> and <c>switchboard.hubs</c> of a configuration say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public static RoomsAndHubs Start(ActorSystem system, Config config) =>
        Start(system, ReadRooms(Section(config, "switchboard.rooms")), ReadHubs(Section(config, "switchboard.hubs")), RandomEpochs.Instance, new LocalTopicBus());

    private static Config Section(Config config, string path) =>
        config.GetConfig(path) ?? throw new ArgumentOutOfRangeException(nameof(config), $"{path} is missing.");

    private static RoomSettings ReadRooms(Config config) => new()
    {
        Limits = new RoomLimits
        {
            HistoryMessages = config.GetInt("history-messages"),
            HistoryBytes = Bytes(config, "history-bytes"),
            ReplyMessages = config.GetInt("reply-messages"),
            ReplyBytes = Bytes(config, "reply-bytes"),
            IdempotencyKeys = config.GetInt("idempotency-keys"),
            PayloadBytes = (int)Math.Min(Bytes(config, "payload-limit"), int.MaxValue),
        },
        QueueLimit = config.GetInt("queue-limit"),
        BatchLimit = config.GetInt("batch-limit"),
        SnapshotEvery = config.GetInt("snapshot-every"),
        IdleTimeout = config.GetTimeSpan("idle-timeout"),
        TailInterval = config.GetTimeSpan("tail-interval"),
        QuietTailInterval = config.GetTimeSpan("quiet-tail-interval"),
        MinBackoff = config.GetTimeSpan("min-backoff"),
        MaxBackoff = config.GetTimeSpan("max-backoff"),
        BufferLimit = config.GetInt("buffer-limit"),
    };

    private static HubTimes ReadHubs(Config config) => new()
    {
        Tick = config.GetTimeSpan("tick"),
        RegisterRetry = config.GetTimeSpan("register-retry"),
        FillRetry = config.GetTimeSpan("fill-retry"),
        Silence = config.GetTimeSpan("silence"),
        Join = config.GetTimeSpan("join-timeout"),
        Linger = config.GetTimeSpan("linger"),
    };

    private static long Bytes(Config config, string key) =>
        config.GetByteSize(key) ?? throw new ArgumentOutOfRangeException(nameof(config), $"{key} is not a size.");
}

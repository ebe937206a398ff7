using Akka.Configuration;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;
using Switchboard.Node.Topics;

namespace Switchboard.Node.Rooms;

/// <summary>Reads <c>switchboard.rooms</c> and <c>switchboard.hubs</c>. A value that cannot be is refused in a sentence that names its key.</summary>
internal static class RoomConfiguration
{
    private const string Rooms = "switchboard.rooms.";
    private const string Hubs = "switchboard.hubs.";
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    /// <exception cref="SettingException">A value is missing, of the wrong kind or out of its range.</exception>
    public static RoomSettings ReadRooms(Config config) => new()
    {
        Limits = new RoomLimits
        {
            HistoryMessages = Number(config, Rooms + "history-messages"),
            HistoryBytes = Size(config, Rooms + "history-bytes"),
            ReplyMessages = Number(config, Rooms + "reply-messages"),
            ReplyBytes = Size(config, Rooms + "reply-bytes"),
            IdempotencyKeys = Number(config, Rooms + "idempotency-keys"),
            PayloadBytes = (int)Math.Min(Size(config, Rooms + "payload-limit"), int.MaxValue),
        },
        QueueLimit = Number(config, Rooms + "queue-limit"),
        BatchLimit = Number(config, Rooms + "batch-limit"),
        SnapshotEvery = Number(config, Rooms + "snapshot-every"),
        IdleTimeout = Time(config, Rooms + "idle-timeout"),
        TailInterval = Time(config, Rooms + "tail-interval"),
        QuietTailInterval = Time(config, Rooms + "quiet-tail-interval"),
        MinBackoff = Time(config, Rooms + "min-backoff"),
        MaxBackoff = Time(config, Rooms + "max-backoff"),
    };

    /// <exception cref="SettingException">A value is missing, of the wrong kind or out of its range.</exception>
    public static HubTimes ReadHubs(Config config) => new()
    {
        Tick = Time(config, Hubs + "tick"),
        RegisterRetry = Time(config, Hubs + "register-retry"),
        FillRetry = Time(config, Hubs + "fill-retry"),
        Silence = Time(config, Hubs + "silence"),
        Join = Time(config, Hubs + "join-timeout"),
        Linger = Time(config, Hubs + "linger"),
    };

    private static int Number(Config config, string key) => Check(config, key, "a whole number from 1", c => c.GetInt(key), n => n >= 1);

    // The shortest body of a message is {}.
    private static long Size(Config config, string key) => Check(config, key, "a size from 2 bytes, such as 64KiB", c => c.GetByteSize(key) ?? 0, n => n >= 2);

    private static TimeSpan Time(Config config, string key) => Check(config, key, "a time from 1ms, such as 5s", c => c.GetTimeSpan(key), t => t >= Moment);

    private static T Check<T>(Config config, string key, string expected, Func<Config, T> read, Func<T, bool> isRight)
    {
        if (!config.HasPath(key))
            throw new SettingException($"{key} is missing: it must be {expected}.");
        T value;
        try
        {
            value = read(config);
        }
        catch (Exception e) when (e is ConfigurationException or FormatException or OverflowException or InvalidCastException)
        {
            throw new SettingException($"{key} is \"{config.GetString(key)}\", but it must be {expected}.");
        }
        return isRight(value) ? value : throw new SettingException($"{key} is \"{config.GetString(key)}\", but it must be {expected}.");
    }
}

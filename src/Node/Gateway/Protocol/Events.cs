namespace Switchboard.Node.Gateway.Protocol;

/// <summary>Names with a meaning of their own in the protocol, and the limits of all names.</summary>
internal static class Events
{
    public const string Join = "phx_join";
    public const string Leave = "phx_leave";
    public const string Reply = "phx_reply";
    public const string Error = "phx_error";
    public const string Close = "phx_close";
    public const string Heartbeat = "heartbeat";
    public const string NewMessage = "new_msg";

    /// <summary>The topic of heartbeats; no channel has it.</summary>
    public const string SystemTopic = "phoenix";

    /// <summary>The longest topic, in bytes of UTF-8.</summary>
    public const int MaxTopicBytes = 200;

    /// <summary>The longest ref, join ref and event name, in bytes of UTF-8: what the length bytes of binary frames can say.</summary>
    public const int MaxNameBytes = 255;
}

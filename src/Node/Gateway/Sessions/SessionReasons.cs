namespace Switchboard.Node.Gateway.Sessions;

/// <summary>Reasons of refusals that the gateway itself gives, besides those of <see cref="Switchboard.Messages.Reasons"/>. The first two are Phoenix's own.</summary>
internal static class SessionReasons
{
    /// <summary>The topic is none that this server has, or this socket has not joined it.</summary>
    public const string UnmatchedTopic = "unmatched topic";

    /// <summary>The socket has as many channels as one may have.</summary>
    public const string TooManyChannels = "too many channels joined";

    /// <summary>Events that begin with phx_ or presence_ are the server's to send.</summary>
    public const string ReservedEvent = "reserved_event";

    /// <summary>The room did not answer in time. What was asked may have been done or not; the same id may be sent again.</summary>
    public const string Timeout = "timeout";

    /// <summary>Another join of the same topic came before this one was answered.</summary>
    public const string JoinedAgain = "joined_again";

    /// <summary>The channel was left before its join was answered.</summary>
    public const string Left = "left";
}

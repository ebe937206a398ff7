using Switchboard.Bench.Actors;
using Switchboard.Bench.Clustering;
using Switchboard.Bench.Remoting;
using Switchboard.Bench.Report;
using Switchboard.Bench.Rooms;
using Switchboard.Bench.Sockets;
using Switchboard.Bench.Storage;

namespace Switchboard.Bench;

/// <summary>One part of the benchmark, which can be asked for by its name.</summary>
internal sealed record Section(string Name, string Title, Func<Table, Options, Task> Run);

/// <summary>All parts, in the order of the table.</summary>
internal static class Sections
{
    public static IReadOnlyList<Section> All { get; } =
    [
        new("tell", "Messages between actors of one process", TellSection.RunAsync),
        new("routing", "Messages through a router", RoutingSection.RunAsync),
        new("fair", "Other work beside busy actors", FairSection.RunAsync),
        new("ask", "Questions and answers", AskSection.RunAsync),
        new("lookup", "Finding an actor by name", LookUpSection.RunAsync),
        new("map", "A parallel map", MapSection.RunAsync),
        new("idle", "A million idle actors", IdleSection.RunAsync),
        new("restart", "From a crash to the next message", RestartSection.RunAsync),
        new("remote", "Messages between two processes", RemoteSection.RunAsync),
        new("pubsub", "Publish-subscribe between two nodes", PubSubSection.RunAsync),
        new("cluster", "An idle cluster", IdleClusterSection.RunAsync),
        new("sharding", "Sharded entities", ShardingSection.RunAsync),
        new("sqlite", "Persisting on SQLite", SqliteSection.RunAsync),
        new("postgres", "Persisting on PostgreSQL", PostgresSection.RunAsync),
        new("rooms", "Rooms from end to end: from a client through PostgreSQL to a client of another node", RoomsSection.RunAsync),
        new("sockets", "A node over WebSockets", SocketsSection.RunAsync),
    ];
}

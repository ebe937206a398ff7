using System.Text;
using Switchboard.Messages;

namespace Messages.Tests;

/// <summary>One sample of every message that may leave the process, with its bytes as they were first released.</summary>
internal static class Samples
{
    private static readonly byte[] Json = Encoding.UTF8.GetBytes("""{"a":"ü"}""");

    private static readonly StoredMessage Full = new(7, "e1", 1_700_000_000_123, "id-1", "ann", 0x0102030405060708, Json);
    private static readonly StoredMessage Bare = new(8, "e1", 1_700_000_000_124, null, null, 0, Json);

    public static readonly (object Message, string Manifest, string Hex)[] All =
    [
        (Full, "sm",
            "08071202653118fbd095ffbc31220469642d312a03616e6e3108070605040302013a0a7b2261223a22c3bc227d"),
        (Bare, "sm",
            "08081202653118fcd095ffbc313a0a7b2261223a22c3bc227d"),
        (new RoomClaimed("n1"), "sc", "0a026e31"),
        (new RoomSnapshot("e1", 8, 1_700_000_000_124, [Full, Bare], [new StoredKey("ann", "id-1", 7), new StoredKey(null, "id-2", 8)]), "rs",
            "0a026531100818fcd095ffbc31222d08071202653118fbd095ffbc31220469642d312a03616e6e3108070605040302013a0a7b2261223a22c3bc227d221908081202653118fcd095ffbc313a0a7b2261223a22c3bc227d2a0d0a03616e6e120469642d3118072a08120469642d321808798d04f5589fb6f7c8"),
        (new RoomEnvelope("room:lobby", new RoomCommand.Unregister(3)), "re",
            "0a0a726f6f6d3a6c6f626279120263751a020803"),
        (new RoomEnvelope("room:ü", new RoomCommand.Publish(5, "id-1", "ann", 9, Json)), "re",
            "0a07726f6f6d3ac3bc120263701a220805120469642d311a03616e6e2109000000000000002a0a7b2261223a22c3bc227d"),
        (new RoomEnvelope("room:lobby", new RoomCommand.Signal(5, "typing", 9, true, new byte[] { 1, 2, 255 })), "re",
            "0a0a726f6f6d3a6c6f626279120263731a1a08051206747970696e6719090000000000000020012a030102ff"),
        (new RoomEnvelope("room:lobby", new RoomCommand.Read(5, 0, "e1", 50)), "re",
            "0a0a726f6f6d3a6c6f626279120263721a0a080510001a0265312032"),
        (new RoomEnvelope("room:lobby", new RoomCommand.Register(2, "e1", 7)), "re",
            "0a0a726f6f6d3a6c6f626279120263671a080802120265311807"),
        (new RoomEnvelope("room:lobby", new RoomCommand.Fill(2, 7)), "re",
            "0a0a726f6f6d3a6c6f626279120263661a0408021007"),
        (new RoomCommand.Publish(5, "id-1", "ann", 9, Json), "cp",
            "0805120469642d311a03616e6e2109000000000000002a0a7b2261223a22c3bc227d"),
        (new RoomCommand.Publish(5, null, null, 0, Json), "cp",
            "08052a0a7b2261223a22c3bc227d"),
        (new RoomCommand.Signal(5, "typing", 9, true, new byte[] { 1, 2, 255 }), "cs",
            "08051206747970696e6719090000000000000020012a030102ff"),
        (new RoomCommand.Read(5, 0, "e1", 50), "cr",
            "080510001a0265312032"),
        (new RoomCommand.Read(5, null, null, 50), "cr",
            "08052032"),
        (new RoomCommand.Register(2, "e1", 7), "cg",
            "0802120265311807"),
        (new RoomCommand.Register(1, null, 0), "cg",
            "0801"),
        (new RoomCommand.Register(2, "e1", 7, 9), "cg",
            "08021202653118072009"),
        (new RoomCommand.Unregister(2), "cu",
            "0802"),
        (new RoomCommand.Fill(2, 7), "cf",
            "08021007"),
        (new RoomReply.Stored(5, 7, "e1", true), "ps",
            "080510071a0265312001"),
        (new RoomReply.Accepted(5), "pa",
            "0805"),
        (new RoomReply.Refused(5, "unavailable"), "pr",
            "0805120b756e617661696c61626c65"),
        (new RoomReply.Page(5, "e1", 8, true, true, [Full, Bare]), "pp",
            "080512026531180820012801322d08071202653118fbd095ffbc31220469642d312a03616e6e3108070605040302013a0a7b2261223a22c3bc227d321908081202653118fcd095ffbc313a0a7b2261223a22c3bc227d"),
        (new HubMessage.Registered(2, "e1", 8, true, [Full]), "hg",
            "080212026531180820012a2d08071202653118fbd095ffbc31220469642d312a03616e6e3108070605040302013a0a7b2261223a22c3bc227d"),
        (new HubMessage.Delivered(2, Bare), "hd",
            "0802121908081202653118fcd095ffbc313a0a7b2261223a22c3bc227d"),
        (new HubMessage.Signalled(2, "typing", 9, false, Json), "hs",
            "08021206747970696e671909000000000000002a0a7b2261223a22c3bc227d"),
        (new HubMessage.Tail(2, "e1", 8), "ht",
            "0802120265311808"),
        (new HubMessage.Filled(2, "e1", 6, 8, [Full, Bare]), "hf",
            "080212026531180620082a2d08071202653118fbd095ffbc31220469642d312a03616e6e3108070605040302013a0a7b2261223a22c3bc227d2a1908081202653118fcd095ffbc313a0a7b2261223a22c3bc227d"),
        (new HubMessage.NotRegistered(2), "hn",
            "0802"),
        (new HubMessage.Unavailable(2), "hu",
            "0802"),
        (new TopicMessage.Broadcast("topic:x", "shout", 9, false, Json), "tb",
            "0a07746f7069633a78120573686f75741909000000000000002a0a7b2261223a22c3bc227d"),
    ];
}

using System.Text.Json.Serialization;

namespace Switchboard.Node.Rooms;

/// <summary>Quotes one text as JSON without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class StringContext : JsonSerializerContext;

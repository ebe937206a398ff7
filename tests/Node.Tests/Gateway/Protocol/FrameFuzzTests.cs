using System.Text;
using System.Text.Json;
using Switchboard.Node.Gateway.Protocol;

namespace Switchboard.Node.Tests.Gateway.Protocol;

/// <summary>No bytes make the decoder throw, read beyond the frame, or pass on a payload that another client could not parse.</summary>
public sealed class FrameFuzzTests
{
    private const int Seed = 20_261_121;
    private const int Frames = 200_000;

    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            """["1","7","room:a","new_msg",{"body":"h\u00e9","n":[1,{"x":null}]}]""",
            """[null,"4","phoenix","heartbeat",{}]""",
            """["1","1","room:a","phx_join",{"since":4,"epoch":"e"}]""",
            """{"topic":"room:a","event":"new_msg","payload":{"a":"\ud83d\ude00"},"ref":"1","join_ref":null}""",
            """["1","2","room:ü😀","e",{"deep":[[[[{}]]]]}]""",
        }.Select(Encoding.UTF8.GetBytes),
        [0, 1, 1, 8, 8, .. "17room:rawbin_echo"u8, 9, 9],
    ];

    [Fact]
    public void Mutated_and_random_frames_are_read_or_refused()
    {
        var random = new Random(Seed);
        var read = 0;
        for (var i = 0; i < Frames; i++)
        {
            var bytes = Mutate(random);
            var binary = random.Next(3) == 0;
            var version = random.Next(4) == 0 ? WireVersion.V1 : WireVersion.V2;

            var frame = FrameDecoder.Decode(bytes, binary, version);

            if (frame.Error != FrameError.None)
            {
                Assert.NotEmpty(frame.Error.Reason());
                continue;
            }
            read++;
            Assert.True(Encoding.UTF8.GetByteCount(frame.Topic) <= Events.MaxTopicBytes);
            if (!frame.IsBinary)
                Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(frame.Payload).RootElement.ValueKind);
        }
        Assert.True(read > Frames / 50, $"only {read} frames were good: the fuzzing reaches too little (seed {Seed})");
    }

    private static byte[] Mutate(Random random)
    {
        if (random.Next(10) == 0)
        {
            var noise = new byte[random.Next(64)];
            random.NextBytes(noise);
            return noise;
        }
        var bytes = Seeds[random.Next(Seeds.Length)].ToList();
        for (var n = random.Next(4); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                case 3: bytes.RemoveRange(at, random.Next(bytes.Count - at)); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(at, random.Next(bytes.Count - at))); break;
                default: bytes[at] = (byte)"\"\\{}[],:u0"[random.Next(10)]; break;
            }
        }
        return [.. bytes];
    }
}

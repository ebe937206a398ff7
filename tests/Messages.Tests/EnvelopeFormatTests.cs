using Google.Protobuf;
using Switchboard.Messages;
using Switchboard.Messages.Wire;

namespace Messages.Tests;

/// <summary>An envelope is the protobuf message of its definition, whoever writes it, and a payload is copied once on its way out and once on its way in.</summary>
public sealed class EnvelopeFormatTests
{
    [Fact]
    public void What_the_generated_code_writes_is_read_and_the_reverse()
    {
        foreach (var envelope in Samples.All.Select(s => s.Message).OfType<RoomEnvelope>())
        {
            var (manifest, command) = MessageCodec.ToWire(envelope.Command);
            var generated = new RoomEnvelopeData { Topic = envelope.Topic, Manifest = manifest, Command = command.ToByteString() };

            Assert.Equal(generated.ToByteArray(), EnvelopeFormat.Write(envelope));
            Assert.Equal(Show.Of(envelope), Show.Of(EnvelopeFormat.Read(generated.ToByteArray())));
        }
    }

    [Fact]
    public void Fields_of_later_versions_are_passed_over_in_any_order()
    {
        byte[] unknown = [0x28, 0x05, 0x32, 0x03, 1, 2, 3];
        byte[] bytes = [.. unknown, .. EnvelopeFormat.Write(new RoomEnvelope("room:a", new RoomCommand.Fill(2, 7))), .. unknown];

        Assert.Equal(new RoomEnvelope("room:a", new RoomCommand.Fill(2, 7)), EnvelopeFormat.Read(bytes));
    }

    [Fact]
    public void An_envelope_within_a_larger_buffer_is_read_where_it_is()
    {
        var written = EnvelopeFormat.Write(new RoomEnvelope("room:a", new RoomCommand.Publish(1, "k", null, 3, "{}"u8.ToArray())));
        byte[] buffer = [9, 9, 9, .. written, 9, 9];

        var read = (RoomCommand.Publish)EnvelopeFormat.Read(buffer.AsMemory(3, written.Length)).Command;
        Assert.Equal("{}"u8, read.Payload.Span);
    }

    [Fact]
    public void A_payload_is_copied_once_each_way()
    {
        const int Size = 1 << 20;
        var envelope = new RoomEnvelope("room:a", new RoomCommand.Publish(1, null, null, 0, new byte[Size]));
        var bytes = EnvelopeFormat.Write(envelope);
        EnvelopeFormat.Read(bytes);

        Assert.InRange(Allocated(() => EnvelopeFormat.Write(envelope)), Size, Size + 10_000);
        Assert.InRange(Allocated(() => EnvelopeFormat.Read(bytes)), Size, Size + 10_000);
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

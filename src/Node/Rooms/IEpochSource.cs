using System.Buffers.Text;
using System.Security.Cryptography;

namespace Switchboard.Node.Rooms;

/// <summary>Where rooms get the names of new logs from.</summary>
internal interface IEpochSource
{
    /// <summary>A short text that no other log of the room ever had.</summary>
    string Next();
}

/// <summary>Epochs of 72 random bits. Thread-safe.</summary>
internal sealed class RandomEpochs : IEpochSource
{
    public static RandomEpochs Instance { get; } = new();

    public string Next()
    {
        Span<byte> bytes = stackalloc byte[9];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Akka.Remote.Wire;

/// <summary>
/// The text that all systems share. It is never sent: each side proves that it knows it by a MAC over both sides' first frames, whose random
/// numbers make every handshake another one, so that a recorded one is of no use.
/// </summary>
internal sealed class ClusterSecret
{
    public const int NonceLength = 32;

    private readonly byte[] _key;

    public ClusterSecret(string secret) => _key = secret.Length == 0 ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public bool IsSet => _key.Length > 0;

    /// <summary>What one side shows.</summary>
    /// <param name="isOpener">Which side: so that no side can send the other's proof back.</param>
    /// <param name="hello">The first frame.</param>
    /// <param name="challenge">Its answer.</param>
    public byte[] Prove(bool isOpener, ReadOnlySpan<byte> hello, ReadOnlySpan<byte> challenge)
    {
        if (!IsSet) return [];
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        mac.AppendData(isOpener ? "opener"u8 : "acceptor"u8);
        mac.AppendData(BitConverter.GetBytes(hello.Length));
        mac.AppendData(hello);
        mac.AppendData(challenge);
        return mac.GetHashAndReset();
    }

    public bool IsProven(byte[] shown, bool isOpener, ReadOnlySpan<byte> hello, ReadOnlySpan<byte> challenge) =>
        CryptographicOperations.FixedTimeEquals(shown, Prove(isOpener, hello, challenge));
}

namespace Switchboard.Node.Gateway.Protocol;

/// <summary>The first byte of binary frames.</summary>
internal static class BinaryKind
{
    public const byte Push = 0;
    public const byte Reply = 1;
    public const byte Broadcast = 2;
}

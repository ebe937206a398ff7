namespace Switchboard.Node.Gateway.Protocol;

/// <summary>The two serializers of the Phoenix Channels protocol that a socket may speak for its whole life.</summary>
internal enum WireVersion
{
    /// <summary>Objects with the keys topic, event, payload and ref; text only.</summary>
    V1,

    /// <summary>Arrays of five, and binary frames.</summary>
    V2,
}

/// <summary>Reads the <c>vsn</c> parameter of a connecting client.</summary>
internal static class WireVersions
{
    /// <summary>The version a client asks for; one that names none speaks the first.</summary>
    /// <returns>False when it asks for a version that is not spoken here.</returns>
    public static bool TryParse(string? vsn, out WireVersion version)
    {
        version = WireVersion.V1;
        if (string.IsNullOrEmpty(vsn))
            return true;
        if (!Version.TryParse(vsn, out var parsed) || parsed.Minor != 0 || parsed.Build < 0 || parsed.Revision >= 0)
            return false;
        version = parsed.Major == 2 ? WireVersion.V2 : WireVersion.V1;
        return parsed.Major is 1 or 2;
    }
}

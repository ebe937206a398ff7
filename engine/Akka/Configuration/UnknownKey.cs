using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>A key that nobody reads, most likely misspelt.</summary>
/// <param name="Path">The key.</param>
/// <param name="Origin">Where it was written.</param>
/// <param name="Suggestion">The known key that was probably meant, if one comes near.</param>
internal sealed record UnknownKey(string Path, HoconOrigin Origin, string? Suggestion)
{
    public override string ToString() =>
        $"{Origin}: '{Path}' is no known setting{(Suggestion is null ? "" : $", perhaps '{Suggestion}' is meant")}.";
}

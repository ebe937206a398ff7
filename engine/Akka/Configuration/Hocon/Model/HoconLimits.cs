namespace Akka.Configuration.Hocon;

/// <summary>Bounds on what one configuration may cost to read. Far above any real configuration, far below what harms a process.</summary>
internal static class HoconLimits
{
    /// <summary>Characters of one document together with everything that it includes.</summary>
    public const int Characters = 16 * 1024 * 1024;

    /// <summary>Levels of objects and lists; the parts of a dotted key count too.</summary>
    public const int Depth = 128;

    /// <summary>Values in one document or resolved section, where a value that is used twice counts twice.</summary>
    public const long Values = 500_000;

    /// <summary>Documents that include each other in one chain.</summary>
    public const int IncludeDepth = 32;

    /// <summary>Documents that one document includes, in all.</summary>
    public const int Includes = 1000;

    /// <summary>Values with substitutions that one document may give to one key.</summary>
    public const int Redefinitions = 100;

    /// <summary>Substitutions that refer to each other in one chain.</summary>
    public const int SubstitutionDepth = 200;

    /// <summary>Steps that one look-up may take through substitutions.</summary>
    public const int Steps = 2_000_000;
}

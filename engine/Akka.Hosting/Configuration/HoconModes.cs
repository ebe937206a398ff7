using Akka.Configuration;

namespace Akka.Hosting;

/// <summary>What the modes of adding a configuration do.</summary>
internal static class HoconModes
{
    public static readonly HoconConfigurator Append = static (current, added) => current.SafeWithFallback(added);
    public static readonly HoconConfigurator Prepend = static (current, added) => added.SafeWithFallback(current);
    private static readonly HoconConfigurator Replace = static (_, added) => added;

    public static HoconConfigurator Of(HoconAddMode mode) => mode switch
    {
        HoconAddMode.Append => Append,
        HoconAddMode.Prepend => Prepend,
        HoconAddMode.Replace => Replace,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode."),
    };
}

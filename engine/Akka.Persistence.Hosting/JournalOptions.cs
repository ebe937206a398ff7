using System.Text;
using Akka.Configuration;
using Akka.Hosting;

namespace Akka.Persistence.Hosting;

/// <summary>The settings of one journal in code. A plugin derives its own options from it.</summary>
public abstract class JournalOptions
{
    /// <summary>Creates the options.</summary>
    /// <param name="isDefault">Whether actors that name no journal use this one.</param>
    protected JournalOptions(bool isDefault) => IsDefaultPlugin = isDefault;

    /// <summary>Whether actors that name no journal use this one.</summary>
    public bool IsDefaultPlugin { get; set; }

    /// <summary>Name of the journal, the last part of <see cref="PluginId"/>.</summary>
    public abstract string Identifier { get; set; }

    /// <summary>Path of the journal in the configuration.</summary>
    public string PluginId => $"akka.persistence.journal.{Identifier}";

    /// <summary>The plugin's defaults, at <see cref="PluginId"/>.</summary>
    public Config DefaultConfig => InternalDefaultConfig.MoveTo(PluginId);

    /// <summary>Name of the serializer for events without a binding; null for the system's default.</summary>
    public string? Serializer { get; set; }

    /// <summary>Whether missing tables are created at the start. False by default.</summary>
    public bool AutoInitialize { get; set; }

    /// <summary>The journal's event adapters.</summary>
    public AkkaPersistenceJournalBuilder Adapters { get; set; } = new("", null!);

    /// <summary>The plugin's defaults, without path.</summary>
    protected abstract Config InternalDefaultConfig { get; }

    /// <summary>The settings as configuration, without the defaults.</summary>
    public Config ToConfig() => ConfigurationFactory.ParseString(Build(new StringBuilder()).ToString());

    /// <inheritdoc />
    public sealed override string ToString() => Build(new StringBuilder()).ToString();

    /// <summary>Closes the section: an override first writes its own keys to <paramref name="sb"/>, then calls this.</summary>
    /// <param name="sb">The keys written so far, without path.</param>
    /// <returns>The whole configuration of the plugin.</returns>
    protected virtual StringBuilder Build(StringBuilder sb)
    {
        sb.Insert(0, $"{PluginId} {{\n");
        sb.AppendLine($"auto-initialize = {AutoInitialize.ToHocon()}");
        if (!string.IsNullOrEmpty(Serializer)) sb.AppendLine($"serializer = {Serializer.ToHocon()}");
        Adapters.AppendTo(sb);
        sb.AppendLine("}");
        if (IsDefaultPlugin) sb.AppendLine($"akka.persistence.journal.plugin = {PluginId.ToHocon()}");
        return sb;
    }
}

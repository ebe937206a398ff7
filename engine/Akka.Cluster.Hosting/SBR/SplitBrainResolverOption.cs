using System.Text;
using Akka.Actor.Setup;
using Akka.Cluster.SBR;
using Akka.Hosting;

namespace Akka.Cluster.Hosting.SBR;

/// <summary>What to do after a split: one strategy and its settings in code.</summary>
public abstract class SplitBrainResolverOption : IHoconOption
{
    /// <summary>Keep-majority over all members.</summary>
    public static readonly SplitBrainResolverOption Default = new KeepMajorityOption();

    /// <summary>For derived strategies.</summary>
    protected SplitBrainResolverOption()
    {
    }

    /// <summary>The strategy's name: its section under <c>akka.cluster.split-brain-resolver</c>.</summary>
    public abstract string ConfigPath { get; }

    /// <summary>The downing provider.</summary>
    public Type Class => typeof(SplitBrainResolverProvider);

    /// <summary>Only members with this role count; null for all.</summary>
    public string? Role { get; set; }

    /// <summary>Adds the settings to those of an actor system.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="setup">Not used.</param>
    public abstract void Apply(AkkaConfigurationBuilder builder, Setup? setup = null);

    private protected void Apply(AkkaConfigurationBuilder builder, Action<StringBuilder> settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var hocon = new StringBuilder("akka.cluster {\n");
        hocon.AppendLine($"downing-provider-class = {$"{Class.FullName}, {Class.Assembly.GetName().Name}".ToHocon()}");
        hocon.AppendLine($"split-brain-resolver {{\nactive-strategy = {ConfigPath}\n{ConfigPath} {{");
        if (!string.IsNullOrWhiteSpace(Role)) hocon.AppendLine($"role = {Role.ToHocon()}");
        settings(hocon);
        builder.AddHocon(hocon.AppendLine("}\n}\n}").ToString(), HoconAddMode.Prepend);
    }
}

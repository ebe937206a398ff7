using System.Data;
using System.Text;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Hosting;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>The keys that journal and snapshot store have in common.</summary>
internal static class Database
{
    /// <exception cref="ConfigurationException">The connection string or the provider is missing.</exception>
    public static void Append(StringBuilder sb, string pluginId, string connectionString, string providerName)
    {
        if (string.IsNullOrWhiteSpace(connectionString)) throw new ConfigurationException($"{pluginId} has no connection string.");
        if (string.IsNullOrWhiteSpace(providerName)) throw new ConfigurationException($"{pluginId} has no provider name, for instance SQLite.");
        sb.AppendLine($"connection-string = {connectionString.ToHocon()}");
        sb.AppendLine($"provider-name = {providerName.ToHocon()}");
    }

    /// <summary>Levels that are null are left to the database.</summary>
    public static void Append(StringBuilder sb, IsolationLevel? read, IsolationLevel? write)
    {
        if (read is not null) sb.AppendLine($"read-isolation-level = {read.ToHocon()}");
        if (write is not null) sb.AppendLine($"write-isolation-level = {write.ToHocon()}");
    }
}

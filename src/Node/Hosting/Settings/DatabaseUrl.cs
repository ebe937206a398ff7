using Npgsql;
using Switchboard.Hosting.Settings;

namespace Switchboard.Node.Hosting.Settings;

/// <summary>
/// Where PostgreSQL is, as DATABASE_URL says it: a URL as libpq reads it, or Npgsql's text of keys and values. Its text form is for people and
/// shows no password; what is wrong with one is said without showing any of it but names.
/// </summary>
internal sealed class DatabaseUrl
{
    private const string Example = "postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=require";

    private readonly NpgsqlConnectionStringBuilder _settings;

    private DatabaseUrl(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <value>With the password.</value>
    public string ConnectionString => _settings.ConnectionString;

    /// <summary>Reads the setting; a blank text is none.</summary>
    /// <exception cref="SettingException">It cannot be understood.</exception>
    public static bool Parse(string text, out DatabaseUrl? value)
    {
        text = text.Trim();
        value = text.Length == 0 ? null : new DatabaseUrl(Read(text));
        return true;
    }

    public override string ToString() => $"PostgreSQL {_settings.Host}:{_settings.Port}/{_settings.Database}";

    private static NpgsqlConnectionStringBuilder Read(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            ReadUrl(text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..], settings);
        else if (text.Contains("://", StringComparison.Ordinal))
            throw Wrong("does not begin with postgres:// or postgresql://");
        else
            ReadKeys(text, settings);
        if (string.IsNullOrEmpty(settings.Host))
            throw Wrong("names no host");
        if (string.IsNullOrEmpty(settings.Database))
            throw Wrong("names no database");
        return settings;
    }

    private static void ReadUrl(string rest, NpgsqlConnectionStringBuilder settings)
    {
        var query = Cut(ref rest, rest.IndexOf('?', StringComparison.Ordinal));
        var database = Cut(ref rest, rest.IndexOf('/', StringComparison.Ordinal));
        var at = rest.LastIndexOf('@');
        var hosts = rest[(at + 1)..];
        if (at >= 0)
        {
            var user = rest[..at];
            var password = Cut(ref user, user.IndexOf(':', StringComparison.Ordinal));
            if (user.Length > 0)
                settings.Username = Decode(user, "the user");
            if (password is not null)
                settings.Password = Decode(password, "the password");
        }
        if (hosts.Length > 0)
            ReadHosts(hosts, settings);
        if (!string.IsNullOrEmpty(database))
            settings.Database = Decode(database, "the database");
        foreach (var pair in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = pair;
            var value = Cut(ref name, name.IndexOf('=', StringComparison.Ordinal)) ?? throw Wrong("has a parameter without a value");
            ReadParameter(Decode(name, "a parameter"), Decode(value, "a parameter"), settings);
        }
    }

    private static void ReadHosts(string hosts, NpgsqlConnectionStringBuilder settings)
    {
        if (hosts.Contains(',', StringComparison.Ordinal))
        {
            // Npgsql takes several hosts with their ports as they stand.
            settings.Host = hosts;
            return;
        }
        var colon = hosts.LastIndexOf(':');
        if (colon > hosts.LastIndexOf(']'))
        {
            if (!int.TryParse(hosts.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var port) || port is < 1 or > 65535)
                throw Wrong("has a port that is no number from 1 to 65535 (a : @ or / in a password is written as %3A %40 %2F)");
            settings.Port = port;
            hosts = hosts[..colon];
        }
        if (hosts.Length > 0)
            settings.Host = Decode(hosts.Trim('[', ']'), "the host");
    }

    // libpq's names, where they are not Npgsql's.
    private static void ReadParameter(string name, string value, NpgsqlConnectionStringBuilder settings)
    {
        if (name.Equals("sslmode", StringComparison.OrdinalIgnoreCase))
        {
            settings.SslMode = Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode) && !char.IsAsciiDigit(value[0])
                ? mode
                : throw Wrong("has an sslmode that is none of disable, allow, prefer, require, verify-ca and verify-full");
            return;
        }
        var key = name.ToLowerInvariant() switch
        {
            "host" => "Host",
            "port" => "Port",
            "user" => "Username",
            "password" => "Password",
            "dbname" => "Database",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "sslpassword" => "SSL Password",
            "connect_timeout" => "Timeout",
            "application_name" => "Application Name",
            "client_encoding" => "Client Encoding",
            "target_session_attrs" => "Target Session Attributes",
            "options" => "Options",
            _ => throw Wrong($"has the parameter {Shown(name)}, which is not known"),
        };
        Set(settings, key, value, name);
    }

    private static void ReadKeys(string text, NpgsqlConnectionStringBuilder settings)
    {
        var parser = new System.Data.Common.DbConnectionStringBuilder();
        try
        {
            parser.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            throw Wrong("cannot be read");
        }
        foreach (string key in parser.Keys)
            Set(settings, key, (string)parser[key], key);
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string key, string value, string shown)
    {
        try
        {
            settings[key] = value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            throw Wrong(settings.ContainsKey(key) ? $"has a value of {Shown(shown)} that is not allowed" : $"has {Shown(shown)}, which is not known");
        }
    }

    /// <summary>The part after a separator, taken off; null when it is not there.</summary>
    private static string? Cut(ref string text, int separator)
    {
        if (separator < 0)
            return null;
        var after = text[(separator + 1)..];
        text = text[..separator];
        return after;
    }

    private static string Decode(string text, string what) =>
        text.Contains(' ', StringComparison.Ordinal) ? throw Wrong($"has a blank in {what}") : Uri.UnescapeDataString(text);

    // A name that is no name may be part of a password with unescaped characters.
    private static string Shown(string name) => name.Length <= 40 && name.All(c => char.IsAsciiLetter(c) || c is '_' or ' ') ? $"\"{name}\"" : "a name";

    private static SettingException Wrong(string how) => new(
        $"DATABASE_URL {how}; allowed is {Example}, or keys and values such as Host=HOST;Database=DATABASE;Username=USER;Password=PASSWORD.");
}

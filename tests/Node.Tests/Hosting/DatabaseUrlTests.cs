using Npgsql;
using Switchboard.Hosting.Settings;
using Switchboard.Node.Hosting.Settings;

namespace Switchboard.Node.Tests.Hosting;

/// <summary>DATABASE_URL is read as libpq and Npgsql write it; what cannot be meant is refused with a sentence that names the setting and shows no secret.</summary>
public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("postgres://u:p@db:5433/app", "Host=db;Port=5433;Database=app;Username=u;Password=p")]
    [InlineData("postgresql://u@db/app", "Host=db;Database=app;Username=u")]
    [InlineData("postgres://u%40x:p%3A%2F%40@[::1]:5433/my%20app", "Host=::1;Port=5433;Database=my app;Username=u@x;Password=p:/@")]
    [InlineData("postgres://u:p@db/app?sslmode=verify-full&application_name=chat&connect_timeout=3", "Host=db;Database=app;Username=u;Password=p;SSL Mode=VerifyFull;Application Name=chat;Timeout=3")]
    [InlineData("postgres:///app?host=/var/run/postgresql&user=u", "Host=/var/run/postgresql;Database=app;Username=u")]
    [InlineData("postgres://u@a:1,b:2/app?target_session_attrs=read-write", "Host=a:1,b:2;Database=app;Username=u;Target Session Attributes=read-write")]
    [InlineData(" Host=db;Database=app;Username=u;Password='a;b' ", "Host=db;Database=app;Username=u;Password='a;b'")]
    [InlineData("Server=db;DB=app;User Id=u", "Host=db;Database=app;Username=u")]
    public void Both_forms_are_read(string text, string expected)
    {
        Assert.True(DatabaseUrl.Parse(text, out var url));

        Assert.True(new NpgsqlConnectionStringBuilder(url!.ConnectionString).EquivalentTo(new NpgsqlConnectionStringBuilder(expected)), url.ConnectionString);
    }

    [Fact]
    public void A_blank_text_is_none()
    {
        Assert.True(DatabaseUrl.Parse(" ", out var url));
        Assert.Null(url);
    }

    [Theory]
    [InlineData("mysql://u:hunter2@db/app", "does not begin with postgres:// or postgresql://")]
    [InlineData("postgres://u:hunter2@db", "names no database")]
    [InlineData("postgres://u:hunter2@/app", "names no host")]
    [InlineData("postgres://u:hunter2@db:port/app", "has a port that is no number")]
    [InlineData("postgres://u:hunter2@db:70000/app", "has a port that is no number")]
    [InlineData("postgres://u:hun/ter2@db/app", "has a port that is no number")]
    [InlineData("postgres://u:hunter2@db/app?sslmode=maybe", "has an sslmode that is none of")]
    [InlineData("postgres://u:hunter2@db/app?sslmode=1", "has an sslmode that is none of")]
    [InlineData("postgres://u:hunter2@db/app?hunter=1", "has the parameter \"hunter\", which is not known")]
    [InlineData("postgres://u:hunter2@db/app?connect_timeout=soon", "has a value of \"connect_timeout\" that is not allowed")]
    [InlineData("postgres://u:hunter2@db/app?sslmode", "has a parameter without a value")]
    [InlineData("Host=db;Password=hunter2", "names no database")]
    [InlineData("Host=db;Database=app;Pasword=hunter2", "has \"pasword\", which is not known")]
    [InlineData("Host=db;Port=hunter2", "has a value of \"port\" that is not allowed")]
    [InlineData("hunter2", "cannot be read")]
    public void A_wrong_one_is_refused_without_its_secret(string text, string how)
    {
        var sentence = Assert.Throws<SettingException>(() => DatabaseUrl.Parse(text, out _)).Message;

        Assert.StartsWith("DATABASE_URL " + how, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("ter2", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_text_is_for_people_and_shows_no_password()
    {
        DatabaseUrl.Parse("postgres://u:hunter2@db:5433/app", out var url);

        Assert.Equal("PostgreSQL db:5433/app", url!.ToString());
    }
}

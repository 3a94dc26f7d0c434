using Sferum.Settings;

namespace Sferum.Hosting;

public sealed class Settings_that_are_wrong
{
    private const string Postgres = "Host=127.0.0.1;Database=sferum;Username=sferum";

    [Theory]
    [InlineData("Sferum:Migrate", "sometimes", "Sferum:Migrate", "config.one_of")]
    [InlineData("Sferum:Postgres:ConnectionString", "nonsense", "Sferum:Postgres:ConnectionString", "config.connection_string")]
    [InlineData("Sferum:Postgres:ConnectionString", "Database=sferum", "Sferum:Postgres:ConnectionString", "config.connection_host")]
    [InlineData("Sferum:Cluster:SiloPort", "99999", "Sferum:Cluster:SiloPort", "config.range")]
    [InlineData("Sferum:Cluster:Name", "", "Sferum:Cluster:Name", "config.required")]
    [InlineData("Sferum:Cluster:Address", "0.0.0.0", "Sferum:Cluster:Address", "config.address")]
    [InlineData("Sferum:Gateway:Origins:0", "https://*.example.ru", "Sferum:Gateway:Origins", "config.origin")]
    [InlineData("Sferum:Gateway:Origins:0", "https://chat.example.ru/page", "Sferum:Gateway:Origins", "config.origin")]
    [InlineData("Sferum:Gateway:MemoryShare", "1.5", "Sferum:Gateway:MemoryShare", "config.range")]
    [InlineData("Sferum:Gateway:Connections", "0", "Sferum:Gateway:Connections", "config.range")]
    [InlineData("Sferum:Stop:Grace", "00:02:00", "Sferum:Stop:Grace", "config.stop_budget")]
    [InlineData("Sferum:Gateway:Drain:Spread", "00:02:00", "Sferum:Stop:Grace", "config.stop_budget")]
    [InlineData("Sferum:Gateway:Drain:Slack", "-00:00:01", "Sferum:Gateway:Drain:Slack", "config.range")]
    [InlineData("Sferum:Proxies:0", "proxy.example.ru", "Sferum:Proxies", "config.proxy")]
    [InlineData("Sferum:Proxies:0", "10.0.0.0/40", "Sferum:Proxies", "config.proxy")]
    [InlineData("Sferum:Gateway:KeepAlive", "00:00:20", "Sferum:Gateway:KeepAlive", "config.range")]
    [InlineData("Sferum:Gateway:ClientTimeout", "00:00:20", "Sferum:Gateway:ClientTimeout", "config.range")]
    [InlineData("urls", "http://0.0.0.0:8080", "Sferum:Gateway:Origins:0", "config.origins_needed")]
    public void Are_named_with_their_key(string setting, string value, string key, string code)
    {
        var problem = Assert.Single(Problems(new HostChoices(), (setting, value)));
        Assert.Equal((key, code), (problem.Key, problem.Code));
    }

    [Fact]
    public void Are_named_all_at_once_and_in_both_languages()
    {
        var problems = Problems(new HostChoices(), ("Sferum:Migrate", "sometimes"), ("Sferum:Cluster:SiloPort", "-1"));
        Assert.Equal(2, problems.Count);
        Assert.All(problems, p =>
        {
            Assert.Contains(p.Key, p.In("ru"), StringComparison.Ordinal);
            Assert.Contains(p.Key, p.In("en"), StringComparison.Ordinal);
            Assert.NotEqual(p.In("ru"), p.In("en"));
            Assert.DoesNotContain("{{", p.In("ru") + p.In("en"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Never_show_a_secret()
    {
        var problem = Assert.Single(Problems(new HostChoices(), ("Sferum:Postgres:ConnectionString", "Password=hunter2;nonsense")));
        Assert.DoesNotContain("hunter2", problem.In("ru") + problem.In("en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HostRole.Silo)]
    [InlineData(HostRole.Gateway)]
    public void A_part_of_a_cluster_needs_PostgreSQL(object role) =>
        Assert.Equal("config.role_needs_postgres", Assert.Single(Problems(new HostChoices { Role = (HostRole)role })).Code);

    [Fact]
    public void A_demonstration_on_PostgreSQL_must_be_said_twice()
    {
        var settings = ("Sferum:Postgres:ConnectionString", Postgres);
        Assert.Equal("config.demo_postgres", Assert.Single(Problems(new HostChoices { Demo = 1 }, settings)).Code);
        Assert.Empty(Problems(new HostChoices { Demo = 2 }, settings));
    }

    [Fact]
    public void A_demonstration_that_others_can_reach_must_be_said_twice()
    {
        (string, string)[] settings = [("urls", "http://0.0.0.0:8080"), ("Sferum:Gateway:Origins:0", "http://demo.example.ru")];
        Assert.Equal("config.demo_public", Assert.Single(Problems(new HostChoices { Demo = 1 }, settings)).Code);
        Assert.Empty(Problems(new HostChoices { Demo = 2 }, settings));
    }

    private static IReadOnlyList<ConfigurationProblem> Problems(HostChoices choices, params (string Key, string Value)[] settings)
    {
        using var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(
            configuration, settings.Select(static s => new KeyValuePair<string, string?>(s.Key, s.Value)));
        try
        {
            HostConfiguration.Read(configuration, choices);
            return [];
        }
        catch (ConfigurationException error)
        {
            return error.Problems;
        }
    }
}

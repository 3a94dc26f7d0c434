using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sferum.People;

public sealed class Sending_letters : IAsyncLifetime
{
    private readonly MailLetter _letter = new("somebody@example.org", "Заявка\r\nBcc: other@example.org", "Школа принята.");
    private readonly MailServer _server = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Hands_a_letter_to_the_server_and_lets_no_subject_add_a_header()
    {
        await using var services = Services("127.0.0.1");

        Assert.True(await services.GetRequiredService<IMailSender>().Send(_letter, default));

        var letter = Assert.Single(_server.Letters);
        Assert.Contains("To: somebody@example.org", letter, StringComparison.Ordinal);
        Assert.Contains("From: sferum@example.org", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("\nBcc:", letter, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("Школа принята.")), letter.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Commands, static c => c.Contains("other@", StringComparison.Ordinal) && c.StartsWith("RCPT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_refused_towards_another_machine_without_TLS()
    {
        // Linux takes it for this machine, but it is not one of its loopback addresses: so nothing may pass in the clear.
        await using var services = Services("0.0.0.0");
        Assert.False(await services.GetRequiredService<IMailSender>().Send(_letter, default));
        Assert.Empty(_server.Letters);
        Assert.Contains(_server.Commands, static c => c.StartsWith("EHLO", StringComparison.Ordinal));
        Assert.DoesNotContain(_server.Commands, static c => c.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_when_the_server_refuses_and_logs_no_address()
    {
        _server.Refuses = true;
        using var logs = new CapturedLogs();
        await using var services = Services("127.0.0.1", logs: logs);
        Assert.False(await services.GetRequiredService<IMailSender>().Send(_letter, default));
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(logs.Lines, static l => l.Contains("somebody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Does_not_wait_for_ever()
    {
        _server.Silent = true;
        await using var services = Services("127.0.0.1", "00:00:00.5");
        Assert.False(await services.GetRequiredService<IMailSender>().Send(_letter, default));
    }

    [Fact]
    public async Task To_what_is_no_address_is_refused()
    {
        await using var services = Services("127.0.0.1");
        Assert.False(await services.GetRequiredService<IMailSender>().Send(_letter with { To = "nobody\r\nBcc: x@example.org" }, default));
        Assert.Empty(_server.Commands);
    }

    [Fact]
    public async Task By_the_console_is_the_way_when_no_server_is_named()
    {
        await using var services = Provider.Services([]);
        Assert.IsType<ConsoleMailSender>(services.GetRequiredService<IMailSender>());
        await using var console = new StringWriter();
        Assert.True(await new ConsoleMailSender(console).Send(_letter with { Subject = "Тема" }, default));
        Assert.Equal($"MAIL somebody@example.org: Тема{Environment.NewLine}Школа принята.{Environment.NewLine}", console.ToString());
    }

    [Theory]
    [InlineData("Sferum:Mail:From", "nobody")]
    [InlineData("Sferum:Mail:Port", "0")]
    [InlineData("Sferum:Mail:PasswordFile", "no-such-file")]
    public async Task With_a_wrong_setting_is_refused_by_the_name_of_its_key(string key, string value)
    {
        await using var services = Provider.Services(new() { ["Sferum:Mail:Host"] = "127.0.0.1", ["Sferum:Mail:From"] = "a@example.org", [key] = value });
        Assert.Contains(key, Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<MailOptions>>().Value).Message, StringComparison.Ordinal);
    }

    private ServiceProvider Services(string host, string timeout = "00:00:10", CapturedLogs? logs = null) => Provider.Services(
        new()
        {
            ["Sferum:Mail:Host"] = host,
            ["Sferum:Mail:Port"] = $"{_server.Port}",
            ["Sferum:Mail:From"] = "sferum@example.org",
            ["Sferum:Mail:Timeout"] = timeout,
        },
        logs);
}

using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Sferum.TestServers;

namespace Sferum.People;

public sealed class Sending_texts : IAsyncLifetime
{
    private readonly SmsMessage _message = new(Guid.CreateVersion7(), "+79000000001", "Код: 123456 \"{phone}\" \\ \n");
    private Provider _provider = null!;

    public async ValueTask InitializeAsync() => _provider = await Provider.Open();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task Fills_the_template_so_that_no_text_can_change_its_form()
    {
        using var folder = new TempFolder();
        var secret = Path.Combine(folder.Path, "secret");
        await File.WriteAllTextAsync(secret, "tajna\n");
        await using var services = Provider.Services(Settings(new()
        {
            ["Sferum:Sms:Http:Template"] = """{"messages":[{"to":"{digits}","full":"{phone}","body":"{text}","n":1,"nothing":null}],"key":"{id}"}""",
            ["Sferum:Sms:Http:SecretHeader"] = "X-Key",
            ["Sferum:Sms:Http:SecretFile"] = secret,
        }));

        Assert.True(await services.GetRequiredService<ISmsSender>().Send(_message, default));

        var (body, key) = _provider.Taken.Single();
        using var json = JsonDocument.Parse(body);
        var sent = json.RootElement.GetProperty("messages")[0];
        Assert.Equal("79000000001", sent.GetProperty("to").GetString());
        Assert.Equal("+79000000001", sent.GetProperty("full").GetString());
        Assert.Equal(_message.Text, sent.GetProperty("body").GetString());
        Assert.Equal(1, sent.GetProperty("n").GetInt32());
        Assert.Equal(_message.Id.ToString(), json.RootElement.GetProperty("key").GetString());
        Assert.Equal("tajna", key);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(400)]
    public async Task Sends_once_when_the_provider_refuses_and_does_not_know_ids(int status)
    {
        _provider.Answers = (_, context) => Answer(context, status);
        await using var services = Provider.Services(Settings());
        Assert.False(await services.GetRequiredService<ISmsSender>().Send(_message, default));
        Assert.Single(_provider.Taken);
    }

    [Fact]
    public async Task Sends_once_when_the_answer_does_not_come()
    {
        _provider.Answers = static (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        await using var services = Provider.Services(Settings(new() { ["Sferum:Sms:Http:Timeout"] = "00:00:00.5" }));
        Assert.False(await services.GetRequiredService<ISmsSender>().Send(_message, default));
        Assert.Single(_provider.Taken);
    }

    [Fact]
    public async Task Sends_again_when_the_provider_promises_to_send_an_id_once()
    {
        _provider.Answers = static (n, context) => Answer(context, n < 3 ? 503 : 200);
        await using var services = Provider.Services(Settings(new() { ["Sferum:Sms:Http:Idempotent"] = "true" }));
        Assert.True(await services.GetRequiredService<ISmsSender>().Send(_message, default));
        Assert.Equal(3, _provider.Taken.Count);
        Assert.Single(_provider.Taken.Select(static t => t.Body).Distinct());
    }

    [Fact]
    public async Task Follows_no_redirect()
    {
        _provider.Answers = static (n, context) =>
        {
            context.Response.Headers.Location = "/send";
            return Answer(context, 307);
        };
        await using var services = Provider.Services(Settings());
        Assert.False(await services.GetRequiredService<ISmsSender>().Send(_message, default));
        Assert.Single(_provider.Taken);
    }

    [Fact]
    public async Task To_a_provider_that_is_away_is_told_as_a_failure_and_logs_neither_phone_nor_code()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        using var logs = new CapturedLogs();
        await using var services = Provider.Services(Settings(new() { ["Sferum:Sms:Http:Url"] = $"http://127.0.0.1:{port}/send?to=secret" }), logs);

        Assert.False(await services.GetRequiredService<ISmsSender>().Send(_message, default));

        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(logs.Lines, static l => l.Contains("9000000001", StringComparison.Ordinal) || l.Contains("123456", StringComparison.Ordinal) || l.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_the_console_writes_the_phone_and_the_text()
    {
        await using var console = new StringWriter();
        Assert.True(await new ConsoleSmsSender(console).Send(_message with { Text = "Код входа: 123456." }, default));
        Assert.Equal($"SMS +79000000001: Код входа: 123456.{Environment.NewLine}", console.ToString());
    }

    [Theory]
    [InlineData("Sferum:Sms:Http:Url", "http://sms.example.org/send")]
    [InlineData("Sferum:Sms:Http:Url", "sms")]
    [InlineData("Sferum:Sms:Http:Url", null)]
    [InlineData("Sferum:Sms:Http:Template", "{text} {phone}")]
    [InlineData("Sferum:Sms:Http:Template", """{"to":"{phone}"}""")]
    [InlineData("Sferum:Sms:Http:SecretFile", "no-such-file")]
    [InlineData("Sferum:Sms:Http:Timeout", "1.00:00:00")]
    public async Task With_a_wrong_setting_is_refused_by_the_name_of_its_key(string key, string? value)
    {
        await using var services = Provider.Services(Settings(new() { [key] = value }));
        var e = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SmsOptions>>().Value);
        Assert.Contains(key, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_production_by_the_console_must_have_been_chosen()
    {
        await using var unset = Provider.Services(new() { ["Sferum:SignIn:Production"] = "true" });
        await using var chosen = Provider.Services(new() { ["Sferum:SignIn:Production"] = "true", ["Sferum:Sms:Sender"] = "Console" });
        await using var trial = Provider.Services([]);

        Assert.Contains("Sferum:Sms:Sender", Assert.Throws<OptionsValidationException>(() => unset.GetRequiredService<ISmsSender>()).Message, StringComparison.Ordinal);
        Assert.IsType<ConsoleSmsSender>(chosen.GetRequiredService<ISmsSender>());
        Assert.IsType<ConsoleSmsSender>(trial.GetRequiredService<ISmsSender>());
    }

    private static Task Answer(Microsoft.AspNetCore.Http.HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private Dictionary<string, string?> Settings(Dictionary<string, string?>? more = null)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Sferum:Sms:Sender"] = "Http", ["Sferum:Sms:Http:Url"] = _provider.Url };
        foreach (var (key, value) in more ?? [])
        {
            settings[key] = value;
        }

        return settings;
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sferum.Http;
using Sferum.Keys;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>A gateway's sign-in on Kestrel, on a database of its own, with a clock that the test moves.</summary>
internal sealed class SignInDoor : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static int _phones;

    private readonly WebApplication _app;

    private SignInDoor(WebApplication app) => _app = app;

    public static FakeTimeProvider NewClock() => new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));

    public required FakeTimeProvider Clock { get; init; }

    public required CapturedSms Sms { get; init; }

    public required CapturedLogs Logs { get; init; }

    public HttpClient Http { get; private set; } = null!;

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Opens a gateway; several on one folder share the database and the keys, as the gateways of a deployment do.</summary>
    public static async Task<SignInDoor> Open(string folder, IClusterClient cluster, FakeTimeProvider clock, Action<PeopleOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var (sms, logs) = (new CapturedSms(), new CapturedLogs());
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ISmsSender>(sms);
        builder.Services.AddSingleton(cluster);
        builder.Services.AddSferumStorage(new StorageOptions { DataFolder = folder });
        builder.Services.AddSferumKeys(Path.Combine(folder, "keys", "master.key"));
        builder.Services.AddSferumPeople();
        builder.Services.AddRequestLimits();
        builder.Services.Configure<GatewayOptions>(static o => o.RequestBurst = 100_000);
        builder.Services.Configure<PeopleOptions>(o =>
        {
            o.RequestBurst = 100_000;
            configure?.Invoke(o);
        });
        var app = builder.Build();
        await app.Services.GetRequiredService<Schema>().Migrate();
        await app.Services.GetRequiredService<MasterKey>().Prepare();
        app.UseMiddleware<Outages>();
        app.UseRouting();
        app.UseSferumPeople();
        app.UseRateLimiter();
        app.UseMiddleware<EndpointGuard>();
        app.MapPeople();
        await app.StartAsync();
        return new SignInDoor(app) { Clock = clock, Sms = sms, Logs = logs, Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) } };
    }

    /// <summary>A phone of nobody.</summary>
    public static string NewPhone() => $"+7900{Interlocked.Increment(ref _phones):D7}";

    public Task<Reply> Post(string path, object? body, string? token = null, string? language = null) =>
        Send(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), token, language);

    public Task<Reply> Read(string path, string? token = null) => Send(HttpMethod.Get, path, null, token, null);

    public Task<Reply> Delete(string path, string token) => Send(HttpMethod.Delete, path, null, token, null);

    public async Task<Reply> Send(HttpMethod method, string path, HttpContent? content, string? token, string? language)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        using var response = await Http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).Where(static h => h.Key is not "Date").ToDictionary(static h => h.Key, static h => string.Join(',', h.Value));
        return new Reply(response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    public async Task<CodeSent> Ask(string phone) => (await Post("/api/sign-in/code", new CodeRequest(phone))).As<CodeSent>();

    /// <summary>Waits out what lies between two codes, asks for one and shows it.</summary>
    public async Task<Reply> TrySignIn(string phone, string? claim = null)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        var sent = await Ask(phone);
        return await Post("/api/sign-in/confirm", new ConfirmRequest(sent.AttemptId, Sms.CodeOf(sent.AttemptId), claim, "Планшет"));
    }

    public async Task<SignedIn> SignIn(string? phone = null, string? claim = null) => (await TrySignIn(phone ?? NewPhone(), claim)).As<SignedIn>();

    public Task<Reply> Refresh(string token, Guid? school = null, string? exchange = null) => Post("/api/sign-in/refresh", new RefreshRequest(token, school, exchange));

    public async Task Run(string sql, object parameters)
    {
        await using var connection = Get<OrleansDatabase>().DataSource.CreateConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var property in parameters.GetType().GetProperties())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + property.Name;
            parameter.Value = property.GetValue(parameters) ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Gives somebody a role in a new school.</summary>
    public async Task<Guid> Affiliate(Guid person, Role role, string school)
    {
        var id = Guid.CreateVersion7();
        await Run("INSERT INTO school (id, name, created_at) VALUES (@id, @school, 1)", new { id, school });
        await Run(
            "INSERT INTO affiliation (id, person_id, school_id, role, imported, began_at) VALUES (@row, @person, @id, @code, @imported, 1)",
            new { row = Guid.CreateVersion7(), person, id, code = role.Code(), imported = role is Role.SchoolAdmin or Role.Director or Role.DistrictOfficer ? 1 : 0 });
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>An answer, read whole.</summary>
    internal sealed record Reply(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        public T As<T>() => Status == HttpStatusCode.OK
            ? JsonSerializer.Deserialize<T>(Body, Json)!
            : throw new InvalidOperationException($"{(int)Status} {Body}");

        public Problem Problem => JsonSerializer.Deserialize<Problem>(Body, Json)!;

        /// <summary>The refusal's code; null for what was carried out.</summary>
        public string? Refused => Status == HttpStatusCode.OK ? null : Problem.Code;
    }

    internal sealed record Problem(string? Title, int Status, string? Code, [property: JsonPropertyName("retryAfterMs")] int? RetryAfterMs, Dictionary<string, string>? Args);
}

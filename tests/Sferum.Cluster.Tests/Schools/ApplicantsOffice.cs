using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sferum.District;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A district whose letters and codes come to the test, and what people of an invented school fill in.</summary>
internal sealed class ApplicantsOffice : IAsyncDisposable
{
    private static int _phones;
    private readonly CapturedSms _sms = new();
    private readonly Letters _letters = new();

    public static readonly byte[] Pdf = "%PDF-1.7 приказ"u8.ToArray();

    public TestDistrict District { get; private init; } = null!;

    public static async Task<ApplicantsOffice> Open(Action<WebApplicationBuilder>? adjust = null, DistrictShape? shape = null)
    {
        var (sms, letters) = (new CapturedSms(), new Letters());
        var district = await TestDistrict.Start((shape ?? new DistrictShape()) with
        {
            Adjust = (_, builder) =>
            {
                builder.Services.AddSingleton<ISmsSender>(sms).AddSingleton<IMailSender>(letters);
                adjust?.Invoke(builder);
            },
        });
        return new ApplicantsOffice(sms, letters) { District = district };
    }

    private ApplicantsOffice(CapturedSms sms, Letters letters) => (_sms, _letters) = (sms, letters);

    /// <summary>The next letter that is sent.</summary>
    public Task<MailLetter> Letter() => _letters.Next();

    public static string Phone() => $"+7902{Interlocked.Increment(ref _phones):D7}";

    /// <summary>Somebody comes with a phone and signs in by the code.</summary>
    /// <param name="phone">The phone.</param>
    /// <param name="claim">A personal code.</param>
    /// <param name="gateway">Where.</param>
    public async Task<SferumClient> SignIn(string phone, string? claim = null, int gateway = 0)
    {
        var client = District.Visitor(gateway);
        var sent = (await client.RequestCodeAsync(phone)).Must();
        (await client.ConfirmAsync(new ConfirmRequest(sent.AttemptId, _sms.CodeOf(sent.AttemptId), claim))).Must();
        return client;
    }

    /// <summary>Somebody of the whole deployment.</summary>
    public async Task<SferumClient> SignIn(Role role) => await District.SignIn(await District.Town.Person(null, role));

    public static ApplicationFormDto Form() => new()
    {
        Name = "Школа № 7",
        TimeZone = "Asia/Anadyr",
        Address = "ул. Мира, 7",
        Email = "school7@example.org",
        Inn = Number(SchoolNumbers.IsInn, 1_000_000_000, 9_999_999_999),
        Ogrn = Number(SchoolNumbers.IsOgrn, 1_000_000_000_000, 9_999_999_999_999),
        Director = new NamedPersonDto("Орлова", "Анна", "Павловна", Phone()),
        Admin = new NamedPersonDto("Ким", "Олег", null, Phone()),
        ContactEmail = "office@example.org",
        OrderNumber = "12-о",
        OrderDate = "2026-09-01",
    };

    public static OrderFormDto Order(Guid person) => new() { PersonId = person, OrderNumber = "13-о", OrderDate = "2026-09-02" };

    public static OrderFormDto Order(string phone) =>
        new() { FamilyName = "Котова", GivenName = "Вера", Phone = phone, OrderNumber = "13-о", OrderDate = "2026-09-02" };

    /// <summary>A school that was taken on.</summary>
    public async Task<ApplicationFormDto> TakenOn()
    {
        var form = Form();
        var receipt = (await District.Visitor().ApplyAsync(form, Pdf)).Must();
        (await (await SignIn(Role.Operator)).DecideApplicationAsync(receipt.Number, new ApplicationDecisionRequest("approve", 1, null))).Must();
        return form;
    }

    public ValueTask DisposeAsync() => District.DisposeAsync();

    private static string Number(Func<string, bool> fits, long from, long to)
    {
        while (true)
        {
            var number = Random.Shared.NextInt64(from, to).ToString(CultureInfo.InvariantCulture);
            if (fits(number))
            {
                return number;
            }
        }
    }

    private sealed class Letters : IMailSender
    {
        private readonly Channel<MailLetter> _sent = Channel.CreateUnbounded<MailLetter>();

        public async Task<MailLetter> Next()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            return await _sent.Reader.ReadAsync(patience.Token);
        }

        public ValueTask<bool> Send(MailLetter message, CancellationToken cancel) => new(_sent.Writer.TryWrite(message));
    }
}

using System.CommandLine;
using Sferum.Schools;

namespace Sferum.Commands;

/// <summary><c>roster import FILE</c>: brings schools, people and their chats in step with a OneRoster file.</summary>
internal static class RosterCommand
{
    public static Command Make(CommonOptions common)
    {
        var file = new Argument<string>("FILE") { Description = "OneRoster 1.1 or 1.2: a zip archive or a folder with CSV files. / Архив или папка с CSV." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change and change nothing. / Только показать." };
        var claims = new Option<string?>("--claims") { Description = "Write personal codes of people without a phone into this new file. / Личные коды людей без телефона." };
        var renew = new Option<bool>("--renew-claims") { Description = "With --claims: new codes also for those who have a good one; the old ones die. / Выдать всем новые коды." };
        var skip = new Option<bool>("--skip-bad-rows")
        {
            Description = "Import the good rows although others are bad. Without it one bad row refuses everything. A wrong phone leaves its owner without one. / Взять хорошие строки.",
        };
        var large = new Option<bool>("--allow-large-removal")
        {
            Description = "Go on although more than 20 % of a school would end: people, places in classes or in subjects. / Разрешить большое сокращение.",
        };
        var school = new Option<string[]>("--school")
        {
            Description = "ORG=INN, ORG=OGRN or ORG=new: which founded school an org of the file is, where the file's identifier does not say so. / Какая это школа.",
        };
        var encoding = new Option<string?>("--encoding") { Description = "utf-8 (default) or windows-1251. / Кодировка файлов." };
        var locale = new Option<string>("--locale") { Description = "Language of the output: ru or en. / Язык вывода.", DefaultValueFactory = static _ => TextCatalogue.DefaultLocale };
        locale.AcceptOnlyFromAmong("ru", "en");
        var show = new Option<int>("--show") { Description = "How many names of each kind to show. / Сколько имён показать.", DefaultValueFactory = static _ => 5 };
        var import = new Command(
            "import",
            """
            Bring schools, classes, people and their chats in step with a full (bulk) export. Repeating it changes nothing.
            Schools that the file does not name are left alone; what people were given by hand is never taken; a file makes nobody director or administrator of the platform.
            Exit code: 0 done, 1 refused because of its rows (nothing changed), 2 the file or the settings cannot be used (nothing changed).
            Привести школы, классы, людей и чаты в соответствие с полной выгрузкой.
            """)
        {
            file, dryRun, claims, renew, skip, large, school, encoding, locale, show,
        };
        import.SetAction((parsed, cancel) => CommandRun.Guarded(() => RosterImportRun.Run(
            common.Choices(parsed),
            new RosterImportWishes
            {
                File = parsed.GetValue(file)!,
                DryRun = parsed.GetValue(dryRun),
                Claims = parsed.GetValue(claims),
                RenewClaims = parsed.GetValue(renew),
                Leave = new RosterLeave(parsed.GetValue(skip), parsed.GetValue(large)),
                Schools = parsed.GetValue(school) ?? [],
                Encoding = parsed.GetValue(encoding),
                Locale = parsed.GetValue(locale)!,
                Show = Math.Max(0, parsed.GetValue(show)),
            },
            cancel)));
        return new Command("roster", "Who belongs where. / Состав школ.") { import };
    }
}

/// <summary>What was asked of an import.</summary>
internal sealed record RosterImportWishes
{
    public required string File { get; init; }

    public bool DryRun { get; init; }

    public string? Claims { get; init; }

    public bool RenewClaims { get; init; }

    public RosterLeave Leave { get; init; } = new();

    /// <summary><c>ORG=INN</c>, <c>ORG=OGRN</c> or <c>ORG=new</c>.</summary>
    public IReadOnlyList<string> Schools { get; init; } = [];

    public string? Encoding { get; init; }

    public required string Locale { get; init; }

    public int Show { get; init; }
}

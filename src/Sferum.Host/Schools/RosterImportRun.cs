using System.Diagnostics;
using System.Globalization;
using Sferum.Commands;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>The import as an operator runs it: read, compare, show, write, hand out codes.</summary>
internal static class RosterImportRun
{
    public static async Task<int> Run(HostChoices choices, RosterImportWishes wishes, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var words = new RosterWords(wishes.Locale, Console.Out);
        if (Scope(wishes, words) is not { } scope)
        {
            return CommandRun.Misconfigured;
        }

        var read = await RosterProgressView.Show(
            words, "roster.out.reading", progress => Task.FromResult(new RosterReader(new Phones(), TimeProvider.System).Read(wishes.File, wishes.Encoding, progress, cancel)));
        if (read.IsRefused(out var unusable))
        {
            words.Say(unusable);
            return CommandRun.Misconfigured;
        }

        // What the reading left behind goes before the comparing needs room: a district must fit into a small machine.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await using var tools = CommandServices.Make(choices);
        words.Show(read.Value);
        var imports = await Open(tools, wishes.DryRun, cancel);
        words.Say("roster.out.planning");
        var plan = await imports.Plan(read.Value, ChatTitles.In(TextCatalogue.DefaultLocale), scope, cancel);
        RosterReport.Matches(words, plan);
        RosterReport.Problems(words, plan.Problems);
        RosterReport.Changes(words, plan, wishes.Show);
        if (plan.Refusal(wishes.Leave) is { } refused)
        {
            words.Say(refused);
            return CommandRun.Failed;
        }

        if (wishes.DryRun)
        {
            words.Say("roster.out.dry");
            return CommandRun.Done;
        }

        return await Write(tools, imports, plan, wishes, words, begun, cancel);
    }

    private static async Task<int> Write(
        ServiceProvider tools, RosterImport imports, RosterPlan plan, RosterImportWishes wishes, RosterWords words, long begun, CancellationToken cancel)
    {
        // The file for the codes first: codes that cannot be written down are lost.
        using var claims = wishes.Claims is null ? null : ClaimsFile.Create(wishes.Claims, words);
        if (claims is null && wishes.Claims is not null)
        {
            return CommandRun.Misconfigured;
        }

        if (await RosterProgressView.Show(words, "roster.out.writing", async progress => await imports.Apply(plan, progress, cancel)) is { } refused)
        {
            words.Say(refused);
            return CommandRun.Failed;
        }

        if (claims is not null)
        {
            await claims.Write(tools, plan, wishes.RenewClaims, cancel);
        }

        if (plan.Schools.Any(static s => !s.IsNothing))
        {
            words.Say("roster.out.told");
        }

        using var process = Process.GetCurrentProcess();
        words.Say(
            "roster.out.done",
            ("seconds", Stopwatch.GetElapsedTime(begun).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)),
            ("memory", (process.PeakWorkingSet64 >> 20).ToString(CultureInfo.InvariantCulture)));
        return CommandRun.Done;
    }

    /// <summary>What was said about which school is which; null after saying that it makes no sense.</summary>
    private static RosterScope? Scope(RosterImportWishes wishes, RosterWords words)
    {
        var choices = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var choice in wishes.Schools)
        {
            if (choice.LastIndexOf('=') is not (> 0 and var at) || at == choice.Length - 1)
            {
                words.Say("roster.out.school_malformed", ("value", RosterProblem.Shown(choice)));
                return null;
            }

            choices[choice[..at]] = choice[(at + 1)..];
        }

        return new RosterScope { Choices = choices };
    }

    /// <summary>Prepares the database. A dry run prepares nothing: where there is no database yet, it compares with an empty one.</summary>
    private static async Task<RosterImport> Open(ServiceProvider tools, bool dryRun, CancellationToken cancel)
    {
        if (!dryRun)
        {
            await HostStart.Prepare(tools, cancel);
            return tools.GetRequiredService<RosterImport>();
        }

        var settings = tools.GetRequiredService<HostConfiguration>().Settings;
        if (!settings.IsPostgres && !File.Exists(Path.Combine(settings.Data, "sferum.db")))
        {
            return RosterImport.IntoNothing();
        }

        return await tools.GetRequiredService<Schema>().State(cancel) == SchemaState.Current
            ? tools.GetRequiredService<RosterImport>()
            : throw new SchemaException("host.schema_older");
    }
}

using System.CommandLine;
using System.Globalization;
using Sferum.Audit;
using Sferum.Keys;

namespace Sferum.Commands;

/// <summary><c>audit verify</c>: walks the chains of the record and names what was altered, taken out or moved. Exit code 1 when there is any.</summary>
internal static class AuditCommand
{
    public static Command Make(CommonOptions common)
    {
        var school = new Option<Guid?>("--school")
        {
            Description = "Only this school's chain; the zero id is the deployment's. Without it all. / Только журнал этой школы.",
        };
        var verify = new Command(
            "verify",
            """
            Check the record of what was done against itself, while people go on. Keep the heads that it shows elsewhere: compared later, they show a
            tail that was cut off together with the head. Проверить журнал действий.
            """)
        {
            school,
        };
        verify.SetAction((parsed, cancel) => CommandRun.Guarded(() => Run(common.Choices(parsed), parsed.GetValue(school), cancel)));
        return new Command("audit", "The record of what was done. / Журнал действий.") { verify };
    }

    private static async Task<int> Run(HostChoices choices, Guid? chain, CancellationToken cancel)
    {
        await using var tools = CommandServices.Make(choices);
        await tools.GetRequiredService<MasterKey>().Prepare(cancel);
        var faults = 0;
        await foreach (var verdict in tools.GetRequiredService<IAuditVerifier>().Verify(chain, cancel))
        {
            Console.WriteLine(CommandRun.Text(
                "host.audit_chain",
                string.Create(CultureInfo.InvariantCulture, $"{verdict.Chain}: {verdict.Rows}, {Convert.ToHexStringLower([.. verdict.Head])}")));
            foreach (var fault in verdict.Faults)
            {
                Console.WriteLine("  " + CommandRun.Text($"host.audit_{Code(fault.Kind)}", Rows(fault)));
            }

            faults += verdict.Faults.Count;
        }

        Console.WriteLine(CommandRun.Text(faults == 0 ? "host.audit_good" : "host.audit_bad"));
        return faults == 0 ? CommandRun.Done : CommandRun.Failed;
    }

    private static string Rows(AuditFault fault) => fault.Kind == AuditFaultKind.Misplaced
        ? string.Create(CultureInfo.InvariantCulture, $"{fault.Number} ← {fault.Other}")
        : fault.Number == fault.Other
            ? fault.Number.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{fault.Number}–{fault.Other}");

    private static string Code(AuditFaultKind kind) => kind switch
    {
        AuditFaultKind.Altered => "altered",
        AuditFaultKind.Missing => "missing",
        AuditFaultKind.Misplaced => "misplaced",
        AuditFaultKind.Resealed => "resealed",
        AuditFaultKind.HeadDiffers => "head_differs",
        _ => "behind_head",
    };
}

using Sferum.People;

namespace Sferum.Commands;

/// <summary>Serves until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(HostChoices choices, CancellationToken cancel)
    {
        await using var app = SferumHost.Build(choices);
        await app.Start(cancel);
        if (choices.HasGateway && choices.Demo == 0 && await FirstOperator.Path(app.Services, cancel) is { } path)
        {
            Console.WriteLine(CommandRun.Text("host.operator_link", "72"));
            Console.WriteLine(app.Services.GetRequiredService<HostConfiguration>().PageAddress + path);
        }

        await app.WaitForShutdownAsync(cancel);
        return CommandRun.Done;
    }
}

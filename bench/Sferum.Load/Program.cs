using System.CommandLine;
using Sferum.Load;

var root = new RootCommand("Puts load on a server of Sferum.Cluster and judges what comes back.");
root.Subcommands.Add(ChatCommand.Make());
root.Subcommands.Add(ReportCommand.Make());
return await root.Parse(args).InvokeAsync();

using System.CommandLine;
using Sferum.Chats;

var root = new RootCommand("Measures parts of Sferum.Cluster; each command prints one line of JSON.");
root.Subcommands.Add(AppendBench.Command());
root.Subcommands.Add(MicroBenches.Command());
return await root.Parse(args).InvokeAsync();

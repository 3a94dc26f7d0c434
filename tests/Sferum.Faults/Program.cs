using System.CommandLine;
using Sferum.Faults;

// Whoever stops a run waits until its cluster is down.
return await RunCommand.Root().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });

using System.CommandLine;
using Sferum.Commands;

var parsed = SferumCommands.Root().Parse(args);

// A serving process answers its signals itself, and takes the time that it needs.
var invocation = new InvocationConfiguration();
if (parsed.CommandResult.Command is RootCommand)
{
    invocation.ProcessTerminationTimeout = null;
}

return await parsed.InvokeAsync(invocation);

using Sferum.Commands;

return await SferumCommands.Root().Parse(args).InvokeAsync();

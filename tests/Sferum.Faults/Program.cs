using Sferum.Faults;

return await RunCommand.Root().Parse(args).InvokeAsync();

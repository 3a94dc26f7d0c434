using Sferum.History;

return await CheckCommand.RunAsync(args, Console.Out, Console.Error);

using Switchboard.Node.Hosting;

return await NodeProgram.RunAsync(args);

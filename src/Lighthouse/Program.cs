using Switchboard.Lighthouse;

return await LighthouseProgram.RunAsync(args);

using Switchboard.Bench;
using Switchboard.Bench.Clustering;
using Switchboard.Bench.Remoting;
using Switchboard.Bench.Report;
using Switchboard.Bench.Sockets;

if (args is [BareServer.Argument]) return await BareServer.RunAsync();
if (args is [RemotePeer.Argument]) return await RemotePeer.RunAsync();
if (args is [PubSubPeer.Argument]) return await PubSubPeer.RunAsync();
if (args is [RawPeer.Argument]) return await RawPeer.RunAsync();
if (args is [ShardPeer.Argument]) return await ShardPeer.RunAsync();

if (Options.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    return 2;
}

var table = new Table();
var failed = false;
Machine.Print(Console.Out);
foreach (var section in Sections.All)
{
    if (!options.Wants(section.Name)) continue;
    Console.Error.WriteLine($"[{section.Name}] {section.Title}");
    try
    {
        await section.Run(table, options);
    }
    catch (Exception failure)
    {
        // The figures of the other sections are worth having.
        failed = true;
        Console.Error.WriteLine($"[{section.Name}] failed: {failure}");
    }
}

table.Write(Console.Out);
if (options.Write && !failed) Results.Save(table, options);
return failed ? 1 : 0;

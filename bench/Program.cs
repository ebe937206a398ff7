using Switchboard.Bench;
using Switchboard.Bench.Report;


if (Options.Parse(args, out var problem) is not { } options)
{
    Console.Error.WriteLine(problem);
    return 2;
}

var table = new Table();
Machine.Print(Console.Out);
foreach (var section in Sections.All)
{
    if (!options.Wants(section.Name)) continue;
    Console.Error.WriteLine($"[{section.Name}] {section.Title}");
    await section.Run(table, options);
}

table.Write(Console.Out);
if (options.Write) Results.Save(table, options);
return 0;

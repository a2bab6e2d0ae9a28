using System.CommandLine;
using BenchmarkDotNet.Running;
using ManifestMigrator.Benchmarks;
using ManifestMigrator.Benchmarks.Fleet;

var folder = new Argument<DirectoryInfo>("FOLDER").AcceptExistingOnly();
var times = new Command("times", "Tells where the time of planning every manifest of a folder goes.") { folder };
times.SetAction(arguments => FolderTimes.Print(arguments.GetRequiredValue(folder).FullName));
var lexer = new Command("lexer", "Finds the imports in the source code of a folder, beside a grep for what they mostly look like.") { folder };
lexer.SetAction(arguments => LexerTimes.Print(arguments.GetRequiredValue(folder).FullName));

// Anything that is none of these goes to BenchmarkDotNet.
var measurements = new RootCommand("Measurements of whole folders and whole commands.") { times, lexer, FleetCommand.Create(), GrowthCommand.Create() };
if (args is [var name, ..] && measurements.Subcommands.Any(command => command.Name == name))
    return await measurements.Parse(args).InvokeAsync();

BenchmarkSwitcher.FromAssembly(typeof(JsonBenchmark).Assembly).Run(args);
return 0;

using BenchmarkDotNet.Running;
using ManifestMigrator.Benchmarks;

// times FOLDER: where the time of planning every manifest of a folder goes. Anything else goes to BenchmarkDotNet.
if (args is ["times", var folder])
    FolderTimes.Print(folder);
else
    BenchmarkSwitcher.FromAssembly(typeof(JsonBenchmark).Assembly).Run(args);

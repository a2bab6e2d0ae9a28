using BenchmarkDotNet.Running;
using ManifestMigrator.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(JsonBenchmark).Assembly).Run(args);

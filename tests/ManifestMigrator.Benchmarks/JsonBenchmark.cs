using BenchmarkDotNet.Attributes;
using ManifestMigrator.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Benchmarks;

/// <summary>Parsing one manifest, next to Newtonsoft.Json on the same text.</summary>
[MemoryDiagnoser]
public class JsonBenchmark
{
    [Benchmark(Baseline = true, Description = "JToken.Parse")]
    public JToken NewtonsoftParse() => JToken.Parse(SampleManifest.Text);

    [Benchmark(Description = "SyntaxTree.Parse")]
    public SyntaxTree Parse() => SyntaxTree.Parse(SampleManifest.Text);
}

using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using ManifestMigrator.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Benchmarks;

/// <summary>Reading and printing one manifest, beside Newtonsoft.Json on the same text.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class JsonBenchmark
{
    private readonly SyntaxTree _document = SyntaxTree.Parse(SampleManifest.Text);
    private readonly JToken _token = JToken.Parse(SampleManifest.Text);

    [Benchmark(Baseline = true, Description = "JToken.Parse")]
    [BenchmarkCategory("Parse")]
    public JToken NewtonsoftParse() => JToken.Parse(SampleManifest.Text);

    [Benchmark(Description = "JsonDocument.Parse")]
    [BenchmarkCategory("Parse")]
    public SyntaxTree Parse() => SyntaxTree.Parse(SampleManifest.Text);

    [Benchmark(Baseline = true, Description = "JToken.ToString")]
    [BenchmarkCategory("Print")]
    public string NewtonsoftPrint() => _token.ToString();

    [Benchmark(Description = "JsonPrinter.Print")]
    [BenchmarkCategory("Print")]
    public string Print() => JsonPrinter.Print(_document);
}

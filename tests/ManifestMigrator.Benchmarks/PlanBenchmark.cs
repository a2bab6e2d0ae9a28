using System.Text;
using BenchmarkDotNet.Attributes;
using ManifestMigrator.Disk;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Benchmarks;

/// <summary>The whole plan of one manifest, beside Newtonsoft.Json only reading and printing the same text.</summary>
[MemoryDiagnoser]
public class PlanBenchmark
{
    private readonly byte[] _content = Encoding.UTF8.GetBytes(SampleManifest.Text);
    private readonly ManifestOrigin _origin = new("github.com/owner/name", "manifest.konnector");
    private readonly Mappings _mappings = BuiltIn.Mappings(file: null);

    [Benchmark(Baseline = true, Description = "JToken.Parse, ToString")]
    public string Newtonsoft() => JToken.Parse(SampleManifest.Text).ToString();

    [Benchmark(Description = "Migrator.Plan")]
    public ManifestPlan Plan() => Migrator.Plan(_content, _origin, _mappings);
}

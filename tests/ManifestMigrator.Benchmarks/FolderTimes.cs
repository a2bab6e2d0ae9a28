using System.Globalization;
using ManifestMigrator.Disk;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using ManifestMigrator.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Benchmarks;

/// <summary>Plans every manifest of a folder in one process and tells where the time goes, as parts of Newtonsoft's parse and print of the same texts.</summary>
internal static class FolderTimes
{
    private static readonly HashSet<string> NoPointers = [];

    public static void Print(string folder)
    {
        var mappings = BuiltIn.Mappings(file: null);
        var files = Directory.EnumerateFiles(folder, "*.konnector", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select((file, i) => new Subject(File.ReadAllBytes(file), new ManifestOrigin($"github.com/owner/{i}", "manifest.konnector"), mappings))
            .Where(subject => subject.IsStrict)
            .ToList();
        var stages = new (string Name, Func<Subject, object> Run)[]
        {
            ("newtonsoft: parse and print", subject => JToken.Parse(subject.Text).ToString(Formatting.Indented)),
            ("plan", subject => Migrator.Plan(subject.Content, subject.Origin, mappings)),
            ("  read and parse", subject => SyntaxTree.Parse(SourceText.Decode(subject.Content, out _).Text)),
            ("  rules", subject => Migrator.Walk(new PlanHistory(subject.Document), subject.Origin, mappings)),
            ("  checks", subject => PlanChecks.Failures(subject.History, subject.Effect, subject.Origin, mappings).ToList()),
            ("    strict reader", subject => StrictJson.FirstDifference(subject.History.Current) ?? -1),
            ("    second reader", subject => SecondReader.Compare(subject.Text, subject.History.Current.Text, NoPointers).ToList()),
            ("  effect", subject => Effect.Measure(subject.History)),
            ("  values", subject => ManifestValidator.Validate(subject.History.Current).ToList()),
            ("  difference", subject => UnifiedDiff.Between(subject.Text, subject.History.Current.Text)),
        };

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Count} strict manifests, {files.Sum(file => file.Content.Length)} bytes; median of {MedianTime.Rounds} rounds"));
        var reference = TimeSpan.Zero;
        foreach (var (name, run) in stages)
        {
            var time = MedianTime.Of(() => files.ForEach(file => run(file)));
            reference = reference == TimeSpan.Zero ? time : reference;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {time / reference,6:F2}"));
        }
    }

    private sealed record Subject
    {
        public Subject(byte[] content, ManifestOrigin origin, Mappings mappings)
        {
            Content = content;
            Origin = origin;
            Source = SourceText.Decode(content, out _);
            Document = SyntaxTree.Parse(Source.Text);
            History = Document.Root is ObjectNode && Document.Problems.Count == 0 ? Migrator.Walk(new PlanHistory(Document), origin, mappings) : new PlanHistory(Document);
        }

        public byte[] Content { get; }

        public ManifestOrigin Origin { get; }

        public SourceText Source { get; }

        public string Text => Source.Text;

        public SyntaxTree Document { get; }

        public PlanHistory History { get; }

        public Effect Effect => field ??= Effect.Measure(History);

        public bool IsStrict => Document.Problems.Count == 0 && !Document.DuplicateMembers().Any();
    }
}

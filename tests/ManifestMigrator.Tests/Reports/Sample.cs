using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Readers;
using ManifestMigrator.Reports;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Reports;

/// <summary>Results as tests need them: plain ones, hostile ones and random ones.</summary>
internal static class Sample
{
    public const string Hostile = "</script><!--\"'&=HYPERLINK(\"x\"),\r\n\t\u0000\u202E\u2028\uD83D\uDE00\uD800${x}`é";

    /// <summary>Hostile without its lone surrogate: UTF-8 cannot keep one, so no result that was stored has any.</summary>
    public static readonly string WellFormedHostile = Hostile.Replace('\uD800', '\uFFFD');

    public static readonly RunHeader Header = new()
    {
        ToolVersion = "0.1.0",
        MappingsSha256 = new string('c', 64),
        Started = "2026-01-31T12:00:00Z",
        Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["branch"] = "main", ["jobs"] = "8" },
        Rules = new Dictionary<string, string>(StringComparer.Ordinal) { ["vendor-link"] = "Version 2 says vendor_link.", ["license"] = "Version 2 says license." },
    };

    public static RepositoryResult Repository(string identity, params ManifestResult[] manifests) => new()
    {
        Repository = identity,
        Source = identity,
        Branch = "main",
        Commit = new string('1', 40),
        Status = manifests.Length == 0 ? RepositoryStatus.NoManifest : Enum.Parse<RepositoryStatus>($"{manifests.Max(manifest => manifest.Status)}"),
        Reason = manifests.Length == 0 ? Reasons.NoManifest : Reasons.ChangesPlanned,
        Manifests = manifests,
    };

    public static ManifestResult Manifest(string path, string before = "{\n  \"vendorLink\": 1\n}\n", string after = "{\n  \"vendor_link\": 1\n}\n")
    {
        var diff = UnifiedDiff.Between(before, after);
        return new ManifestResult
        {
            Path = path,
            Status = ManifestStatus.Migrated,
            Form = ManifestForm.Camel,
            Sha256Before = new string('a', 64),
            Sha256After = new string('b', 64),
            Hunks = diff.Hunks,
            LinesAdded = diff.Added,
            LinesRemoved = diff.Removed,
            Changes = [new Change("vendor-link", ChangeKind.Rename, 2, "/vendorLink", "/vendor_link", "1", "1")],
        };
    }

    /// <summary>A repository in which every text that others control is hostile.</summary>
    public static RepositoryResult HostileRepository() => Repository("host/owner/name", Manifest("manifest.konnector") with
    {
        Path = Hostile,
        Slug = Hostile,
        Name = Hostile,
        Uuid = Hostile,
        Changes = [new Change("vendor-link", ChangeKind.Replace, 1, Hostile, Hostile, Hostile, Hostile)],
        Findings = [new Finding(Severity.Warning, "vendor-link", Hostile, Hostile, Hostile) { Line = 3, Column = 4 }],
    }) with
    {
        Source = Hostile,
        Branch = Hostile,
        Message = Hostile,
        References = [Reference(Hostile)],
        Findings = [new Finding(Severity.Error, "source", "", Hostile, Hostile)],
    };

    public static Reference Reference(string specifier) => new()
    {
        Path = "src/index.js",
        Line = 4,
        Column = 7,
        Specifier = specifier,
        Module = "lib/naming",
        Kind = ReferenceKind.DifferentCall,
        Replacement = "r",
        Hint = "",
    };

    /// <summary>Any results, in the order of the reports.</summary>
    public static Gen<IReadOnlyList<RepositoryResult>> Results =>
        from count in Gen.Choose(0, 4)
        from results in RepositoryResults.ListOf(count)
        select (IReadOnlyList<RepositoryResult>)[.. results.OrderBy(result => result.Repository, StringComparer.Ordinal)];

    private static Gen<string> Text => Gen.Elements("", "plain", "-1", "'=1", "a,\"b\"\r\n", " lead", "2026-01-31T12:00:00Z", "é😀", "\u0001\u2028\u0085", WellFormedHostile);

    private static Gen<RepositoryResult> RepositoryResults =>
        from identity in Gen.Elements("github.com/a/a", "github.com/a/b", "gitlab.com/a/a", "local/x/é")
        from source in Text
        from branch in Text
        from message in Text
        from status in Gen.Elements(Enum.GetValues<RepositoryStatus>())
        from findings in Findings
        from specifiers in Gen.Choose(0, 2).SelectMany(count => Text.ListOf(count))
        from kind in Gen.Elements(Enum.GetValues<ReferenceKind>())
        from count in Gen.Choose(0, 3)
        from manifests in ManifestResults.ListOf(count)
        select new RepositoryResult
        {
            Repository = identity,
            Source = source,
            Branch = branch,
            Message = message,
            Status = status,
            Reason = "reason",
            Findings = findings,
            References = [.. specifiers.Select(specifier => Reference(specifier) with { Kind = kind })],
            Manifests = [.. manifests.OrderBy(manifest => manifest.Path, StringComparer.Ordinal)],
        };

    private static Gen<ManifestResult> ManifestResults =>
        from path in Gen.Elements("manifest.konnector", "a b/manifest.konnector", "é.konnector")
        from slug in Text
        from uuid in Text
        from form in Gen.Elements(Enum.GetValues<ManifestForm>())
        from status in Gen.Elements(Enum.GetValues<ManifestStatus>())
        from impact in Gen.Elements(Enum.GetValues<Impact>())
        from effective in Gen.Elements(Enum.GetValues<EffectiveChange>())
        from schedule in Gen.Elements(null, new BeforeAfter<Schedule>(new Schedule("daily", 5.5, 24)), new BeforeAfter<Schedule>(new Schedule("weekly", 0, 5)) { After = new Schedule("hourly", 1, 2) })
        from fields in Fields
        from changedFields in Fields
        from kind in Gen.Elements(Enum.GetValues<ChangeKind>())
        from value in Text
        from findings in Findings
        select Manifest(path) with
        {
            Slug = slug,
            Uuid = uuid,
            Form = form,
            Status = status,
            Impact = impact,
            Effective = effective,
            Schedule = schedule,
            AccountForm = fields is null ? null : new BeforeAfter<IReadOnlyList<AccountField>>(fields) { After = changedFields },
            Changes = [new Change("license", kind, 7, value, value, value, value)],
            Findings = findings,
            Mode = "100755",
        };

    private static Gen<IReadOnlyList<AccountField>?> Fields => Gen.OneOf(
        Gen.Constant((IReadOnlyList<AccountField>?)null),
        from name in Text
        from label in Text
        from isRequired in Gen.Elements(true, false)
        select (IReadOnlyList<AccountField>?)
        [
            new AccountField(name, "text", isRequired, !isRequired) { Label = label },
            new AccountField("b", name, Required: true, Advanced: false) { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = label }, Options = [label, "x"] },
        ]);

    private static Gen<IReadOnlyList<Finding>> Findings =>
        from count in Gen.Choose(0, 2)
        from severity in Gen.Elements(Enum.GetValues<Severity>())
        from findings in (from text in Text select new Finding(severity, "code", text, text, text) { Path = text, Line = 2, Column = 9, Rule = text }).ListOf(count)
        select (IReadOnlyList<Finding>)[.. findings];
}

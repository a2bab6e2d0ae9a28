using System.Security.Cryptography;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Rules;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>Plans the migration of one manifest: bytes in, planned bytes and a report out.</summary>
public static class Migrator
{
    private const int MaximumApplications = 50;
    private const int MaximumRounds = 5;

    private static readonly string[] Identifying = ["slug", "name", "version"];

    /// <summary>Plans one manifest. Never throws for anything a file can hold.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="mappings">The rules.</param>
    /// <param name="repairs">Whether to repair text that is not strict JSON first, where only one repair is possible.</param>
    /// <param name="isFound">Whether the file was found by its name alone; without slug, name and version it is skipped.</param>
    public static ManifestPlan Plan(ReadOnlySpan<byte> content, ManifestOrigin origin, Mappings mappings, bool repairs = false, bool isFound = false)
    {
        var source = SourceText.Decode(content, out var undecodable);
        var digest = Digest(content);
        var result = new ManifestResult { Path = origin.Path, Status = ManifestStatus.Unreadable, Sha256Before = digest, Sha256After = digest };
        if (undecodable is not null)
            return Refused(result, PlanFindings.NotJson(new LineMap(source.Text), undecodable));

        var history = new PlanHistory(SyntaxTree.Parse(source.Text));
        foreach (var step in repairs && history.Start.Problems.Count > 0 ? TextRepair.Steps(history.Start) ?? [] : [])
            history.AddRepair(step);

        var document = history.Start;
        if (document.Problems.Count > 0)
            return Refused(result, PlanFindings.NotJson(document));
        if (StrictJson.FirstDifference(document) is not null)
            return Refused(result, PlanFindings.NotReproduced());
        if (document.Root is not ObjectNode root)
            return Refused(result, ManifestCheck.Place(document, ManifestFindings.NotAnObject(document.Root)));

        if (isFound && IsOther(root))
            return Refused(result with { Status = ManifestStatus.Skipped }, PlanFindings.NotAManifest());

        var duplicates = document.DuplicateMembers().Select(ManifestFindings.Duplicate).Select(placed => ManifestCheck.Place(document, placed)).ToArray();
        if (duplicates.Length > 0)
            return Refused(Described(result, root) with { Status = ManifestStatus.Blocked, Form = ManifestForms.Detect(root) }, duplicates);

        return Plan(source, result, Walk(history, origin, mappings), origin, mappings);
    }

    /// <summary>Whether nothing in it says that it is a manifest.</summary>
    internal static bool IsOther(ObjectNode root) => Identifying.All(key => root.Find(key) is null);

    private static ManifestPlan Plan(SourceText source, ManifestResult result, PlanHistory history, ManifestOrigin origin, Mappings mappings)
    {
        var before = (ObjectNode)history.Start.Root!;
        if (history.Current.Root is not ObjectNode after)
            return Refused(result, PlanFindings.CheckFailed(PlanFindings.ResultNotAnObject));

        var planned = source with { Text = history.Current.Text };
        var plannedBytes = planned.Encode();
        var effect = Effect.Measure(history);
        foreach (var failure in PlanChecks.Failures(history, effect, origin, mappings))
            history.Add(failure);
        foreach (var placed in ManifestValidator.Validate(history.Current).Where(placed => !history.HasRuleFinding(placed.Finding)).ToList())
            AddValidation(history, placed.Finding, placed.Offset);

        var repaired = history.Changes.Where(change => change.Kind == ChangeKind.Repair).Select(change => change.Line).ToList();
        var diff = UnifiedDiff.Between(source.TextWithMark, planned.TextWithMark, RepairStep.Id, repaired);
        var isBlocked = history.Findings.Any(finding => finding.Severity == Severity.Error);
        var status = isBlocked ? ManifestStatus.Blocked : history.Steps.Count > 0 ? ManifestStatus.Migrated : ManifestStatus.Current;
        return new ManifestPlan(
            Described(result, after) with
            {
                Status = status,
                Form = ManifestForms.Detect(before, history.Changes),
                Impact = effect.Impact,
                Effective = effect.Change,
                Schedule = effect.Schedule,
                AccountForm = effect.AccountForm,
                Changes = history.Changes,
                Findings = [.. history.Findings.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column)],
                Hunks = diff.Hunks,
                LinesAdded = diff.Added,
                LinesRemoved = diff.Removed,
                Sha256After = history.Steps.Count > 0 ? Digest(plannedBytes) : result.Sha256Before,
            },
            status == ManifestStatus.Migrated ? plannedBytes : null);
    }

    /// <summary>Applies the rules in their order, each to the text that the one before left, until none changes anything more.</summary>
    /// <remarks>
    /// One round is usual; a second one changes something when a later rule made two values equal that an earlier one had to
    /// leave apart. Rules that never finish are stopped, and a check then fails.
    /// </remarks>
    /// <returns>The history that was given, with the steps of the rules.</returns>
    internal static PlanHistory Walk(PlanHistory history, ManifestOrigin origin, Mappings mappings)
    {
        var fired = new HashSet<string>(StringComparer.Ordinal);
        for (history.Round = 0; history.Round < MaximumRounds && TurnOfAll(history, origin, mappings, fired); history.Round++)
        {
        }
        return history;
    }

    /// <returns>Whether any rule changed anything.</returns>
    private static bool TurnOfAll(PlanHistory history, ManifestOrigin origin, Mappings mappings, HashSet<string> fired)
    {
        var steps = history.Steps.Count;
        foreach (var rule in mappings.Rules.Where(rule => rule.IsEnabled && (rule.OnlyAfter is null || fired.Contains(rule.OnlyAfter))))
        {
            for (var applications = 0; applications < MaximumApplications && history.Current.Root is ObjectNode && Apply(rule, history, origin, mappings); applications++)
                fired.Add(rule.Id);
        }
        return history.Steps.Count > steps;
    }

    private static bool Apply(Rule rule, PlanHistory history, ManifestOrigin origin, Mappings mappings)
    {
        var step = new RuleStep(rule, history.Current, origin, mappings);
        rule.Body.Apply(step);
        return history.Add(rule, step);
    }

    /// <summary>What is still wrong in the result deserves a look, but the plan did not cause it, so it does not block.</summary>
    private static void AddValidation(PlanHistory history, Finding finding, int offset)
    {
        var severity = finding.Severity == Severity.Error ? Severity.Warning : finding.Severity;
        history.Add(finding with { Severity = severity }, offset);
    }

    private static ManifestPlan Refused(ManifestResult result, params Finding[] findings) => new(result with { Findings = findings }, PlannedBytes: null);

    private static ManifestResult Described(ManifestResult result, ObjectNode manifest) => result with
    {
        Slug = manifest["slug"]?.AsString() ?? "",
        Name = manifest["name"]?.AsString() ?? "",
        Uuid = manifest["uuid"]?.AsString() ?? "",
    };

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

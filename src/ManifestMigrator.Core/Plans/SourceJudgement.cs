using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>Adds what the source code says to the plan of its repository.</summary>
public static class SourceJudgement
{
    /// <summary>A manifest as code will meet it: one that stays has its text afterwards too, and one that nothing will be written of is not judged.</summary>
    /// <param name="result">What is planned for it.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="planned">The whole planned file; <see langword="null"/> for none.</param>
    public static MigratedManifest Migrated(ManifestResult result, byte[] content, byte[]? planned)
    {
        var before = SourceText.Decode(content, out _).Text;
        var isKept = result.Status == ManifestStatus.Current || result.IsLeftOut;
        return new MigratedManifest(result.Path, before, isKept ? before : planned is null ? null : SourceText.Decode(planned, out _).Text);
    }

    /// <summary>
    /// The repository with the references and findings. A manifest that takes away what code needs is blocked, and the status of the
    /// repository follows.
    /// </summary>
    /// <param name="repository">The plan.</param>
    /// <param name="report">What its code says.</param>
    /// <param name="accepted">Findings that somebody has looked at and accepts.</param>
    /// <param name="allReferences">Whether references count that stay as they are.</param>
    public static RepositoryResult AppliedTo(RepositoryResult repository, SourceReport report, IReadOnlyCollection<Acceptance> accepted,
        bool allReferences)
    {
        var codes = accepted
            .Where(acceptance => acceptance.IsFor(repository.Repository))
            .Select(acceptance => acceptance.Code)
            .ToHashSet(StringComparer.Ordinal);
        var byManifest = report.Findings.ToLookup(found => found.Manifest, found => codes.Contains(found.Finding.Code)
            ? Accepted(found.Finding)
            : found.Finding, StringComparer.Ordinal);
        var manifests = repository.Manifests.Select(manifest => With(manifest, [.. byManifest[manifest.Path]])).ToList();
        var (status, reason) = manifests.Count == 0 ? (repository.Status, repository.Reason) : RepositoryOutcome.Summarize(manifests);
        return repository with
        {
            Manifests = manifests,
            References = allReferences ? report.References : [.. report.References.Where(reference => reference.Action != Reference.Nothing)],
            Findings = [.. repository.Findings, .. byManifest[""]],
            Status = status,
            Reason = reason,
        };
    }

    private static Finding Accepted(Finding finding) => finding.Severity == Severity.Error
        ? finding with { Severity = Severity.Warning, Message = $"{finding.Message} Accepted with --accept.", Hint = "" }
        : finding;

    private static ManifestResult With(ManifestResult manifest, IReadOnlyList<Finding> findings)
    {
        var isBlocked = manifest.Status < ManifestStatus.Blocked && findings.Any(finding => finding.Severity == Severity.Error);
        return manifest with
        {
            Findings = [.. manifest.Findings, .. findings],
            Status = isBlocked ? ManifestStatus.Blocked : manifest.Status,
        };
    }
}

/// <summary>A finding that blocks and that a person accepts after a look at the code.</summary>
/// <param name="Code">The code of the finding.</param>
/// <param name="Repository">Identity of the repository; <see langword="null"/> for all.</param>
public sealed record Acceptance(string Code, string? Repository)
{
    /// <summary>
    /// The findings that may be accepted: the code could not be followed, so a person knows better. What breaks a law is not among them.
    /// </summary>
    public static readonly IReadOnlyList<string> Acceptable = ["field-escapes", "field-computed"];

    /// <param name="text"><c>CODE</c> or <c>CODE@REPOSITORY</c>.</param>
    /// <returns><see langword="null"/> when the code is not acceptable, or no repository follows the sign.</returns>
    public static Acceptance? Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var code = at < 0 ? text : text[..at];
        return Acceptable.Contains(code, StringComparer.Ordinal)
            && at != text.Length - 1 ? new Acceptance(code, at < 0 ? null : text[(at + 1)..]) : null;
    }

    public bool IsFor(string repository) => Repository is null || string.Equals(Repository, repository, StringComparison.OrdinalIgnoreCase);
}

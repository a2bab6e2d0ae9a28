using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Rules;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Plan;

/// <summary>Plans the manifests of a repository. What comes out follows from the question and the files alone, so it can be kept.</summary>
internal static class RepositoryPlanner
{
    public static RepositoryResult Plan(PlanQuestion question, CheckoutFiles files)
    {
        var supplement = question.Supplement(files.Manifests.Count);
        var plans = files.Manifests.Select(file => Plan(question, file, supplement)).ToList();
        var manifests = plans.Select(plan => plan.Result).ToList();
        // A manifest that is refused, such as a symbolic link, is there all the same: somebody has to do something about it.
        var (status, reason) = manifests.Count == 0 && files.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error) is { } refusal
            ? (RepositoryStatus.Unreadable, refusal.Code)
            : RepositoryOutcome.Summarize(manifests);
        var result = new RepositoryResult
        {
            Repository = question.Origin.Repository,
            Source = question.Source,
            Folder = question.Origin.Folder,
            FetchedFrom = question.FetchedFrom,
            Branch = question.Origin.Branch,
            Commit = files.Commit,
            Status = status,
            Reason = reason,
            Message = reason == Reasons.ImpactLeftOut ? Messages.LeftOutByImpact : "",
            IsNamed = question.IsNamed,
            Findings = [.. Generated(question), .. question.Origin.Findings, .. files.Findings, .. supplement.Findings],
            Manifests = manifests,
        };
        var code = SourceTree.Read(files.Sources, files.Manifests.Select(file => file.Path));
        var migrated = files.Manifests.Zip(plans, (file, plan) => SourceJudgement.Migrated(plan.Result, file.Content, plan.PlannedBytes));
        var report = SourceReport.Create(code, [.. migrated], files.Pictures);
        return Drafted(SourceJudgement.AppliedTo(result, report, question.Accepted, question.AllReferences), question, code);
    }

    /// <summary>A repository without a manifest, with drafts of those that its code declares.</summary>
    private static RepositoryResult Drafted(RepositoryResult result, PlanQuestion question, SourceTree code)
    {
        if (result.Status != RepositoryStatus.NoManifest)
            return result;
        var drafts = ManifestDraft.Draft(code, Identity(question), question.Mappings.Value);
        if (drafts.Count == 0)
            return result;
        return result with
        {
            Reason = Reasons.ManifestInCode,
            Message = Messages.Drafted(drafts.Count),
            Drafts = [.. drafts.Select(draft => new DraftFile(draft.Path, draft.Text) { Findings = draft.Findings })],
            Findings = [.. result.Findings, ManifestDraft.Finding(drafts)],
        };
    }

    private static ManifestPlan Plan(PlanQuestion question, ManifestFile file, PlanSupplement supplement)
    {
        var origin = new ManifestOrigin(Identity(question), file.Path)
        {
            LedgerUuid = question.Uuids.GetValueOrDefault(file.Path),
            Supplement = supplement.Manifest?.Value,
        };
        var plan = Migrator.Plan(file.Content, origin, question.Mappings.Value, question.Repairs, isFound: true).Without(question.Without);
        return plan with { Result = plan.Result with { Mode = file.Mode, LedgerUuid = origin.LedgerUuid ?? "", Supplement = supplement.Manifest?.Digest ?? "" } };
    }

    private static string? Identity(PlanQuestion question) => question.Origin.HasRemote ? question.Origin.Repository : null;

    private static IEnumerable<Finding> Generated(PlanQuestion question) => question.GeneratedBranch is { } asked && asked != question.Origin.Branch
        ? [CheckoutFindings.GeneratedBranch(asked, question.Origin.Branch)]
        : [];
}

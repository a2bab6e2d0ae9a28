using ManifestMigrator.Disk;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Rules;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Sources;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plan;

/// <summary>Reads one repository and plans its manifests. Every failure becomes a result with a reason.</summary>
/// <param name="options">What the user asked for.</param>
/// <param name="checkoutOptions">How repositories are read.</param>
internal sealed class RepositoryPlan(BatchOptions options, CheckoutOptions checkoutOptions)
{
    public static RepositoryResult Duplicate(BatchSource source) =>
        Without(source, RepositoryStatus.Skipped, Reasons.DuplicateSource, Messages.DuplicateSource);

    /// <summary>What stands for a source until it is read.</summary>
    public static RepositoryResult Unreached(BatchSource source) =>
        Without(source, RepositoryStatus.Interrupted, Reasons.Interrupted, Messages.Interrupted);

    public async Task<RepositoryResult> PlanAsync(BatchSource source, CancellationToken cancellation)
    {
        if (source.Address is null)
            return Without(source, RepositoryStatus.Failed, Reasons.SourceSyntax, source.Problem);
        if (source.Address.Kind == AddressKind.Registry)
            return NotResolved(source);

        try
        {
            return Plan(source, await Checkout.ReadAsync(source.Address, checkoutOptions, cancellation));
        }
        catch (RepositoryException exception)
        {
            var message = source.PathOfSameName is { } path ? Messages.PathOfSameName(exception.Message, path) : exception.Message;
            return Without(source, RepositoryStatus.Failed, exception.Reason, message);
        }
        catch (OperationCanceledException)
        {
            return Unreached(source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Without(source, RepositoryStatus.Failed, Reasons.ReadFailed, exception.Message);
        }
        catch (Exception exception)
        {
            // A mistake of ours in one repository must neither stop the others nor go unseen.
            return Without(source, RepositoryStatus.Failed, Reasons.ToolError, Messages.ToolError(exception));
        }
    }

    private RepositoryResult Plan(BatchSource source, Checkout checkout)
    {
        var supplement = options.Supplements?.Find(checkout.Repository, source.Repository, checkout.Manifests.Count) ?? Supplement.None;
        var plans = checkout.Manifests.Select(file => Plan(checkout, file, supplement.Manifest)).ToList();
        var manifests = plans.Select(plan => plan.Result).ToList();
        var (status, reason) = RepositoryOutcome.Summarize(manifests);
        var result = new RepositoryResult
        {
            Repository = checkout.Repository,
            Source = source.Source,
            Folder = checkout.Folder,
            FetchedFrom = checkout.Folder.Length == 0 && source.Address is { IsLocal: true } address ? address.Url : "",
            Branch = checkout.Branch,
            Commit = checkout.Commit,
            Status = status,
            Reason = reason,
            Message = reason == Reasons.ImpactLeftOut ? Messages.LeftOutByImpact : "",
            IsNamed = options.Repository is not null,
            Findings = [.. Generated(source, checkout), .. checkout.Findings, .. supplement.Findings],
            Manifests = manifests,
        };
        var code = SourceTree.Read(checkout.Sources, checkout.Manifests.Select(file => file.Path));
        var report = SourceReport.Create(code, [.. checkout.Manifests.Zip(plans, Migrated)], checkout.Pictures);
        return Drafted(SourceJudgement.AppliedTo(result, report, options.Accepted, options.AllReferences), checkout, code);
    }

    /// <summary>A repository without a manifest, with drafts of those that its code declares.</summary>
    private RepositoryResult Drafted(RepositoryResult result, Checkout checkout, SourceTree code)
    {
        if (result.Manifests.Count > 0)
            return result;
        var drafts = ManifestDraft.Draft(code, checkout.HasRemote ? checkout.Repository : null, options.Mappings);
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

    /// <summary>A manifest as source code will meet it; one that nothing will be written of is not judged.</summary>
    private static MigratedManifest Migrated(ManifestFile file, ManifestPlan plan)
    {
        var before = SourceText.Decode(file.Content, out _).Text;
        var after = plan.Result.Status == ManifestStatus.Current || plan.Result.IsLeftOut ? before : plan.PlannedBytes is { } planned ? SourceText.Decode(planned, out _).Text : null;
        return new MigratedManifest(file.Path, before, after);
    }

    private ManifestPlan Plan(Checkout checkout, ManifestFile file, ObjectNode? supplement)
    {
        var origin = new ManifestOrigin(checkout.HasRemote ? checkout.Repository : null, file.Path)
        {
            LedgerUuid = options.Ledger.Uuid(checkout.Repository, file.Path),
            Supplement = supplement,
        };
        var plan = Migrator.Plan(file.Content, origin, options.Mappings, options.Repairs, isFound: true).Without(options.Without);
        return plan with { Result = plan.Result with { Mode = file.Mode, Supplement = supplement?.Text ?? "" } };
    }

    private static RepositoryResult NotResolved(BatchSource source) =>
        Without(source, RepositoryStatus.Failed, Reasons.SourceRegistry, Messages.SourceRegistry) with
        {
            Findings = [new Finding(Severity.Error, Reasons.SourceRegistry, "", Messages.SourceRegistry, Messages.NameRepository)],
        };

    private static IEnumerable<Finding> Generated(BatchSource source, Checkout checkout) =>
        source.GeneratedBranch is { } asked && asked != checkout.Branch ? [CheckoutFindings.GeneratedBranch(asked, checkout.Branch)] : [];

    private static RepositoryResult Without(BatchSource source, RepositoryStatus status, string reason, string message) => new()
    {
        Repository = source.Repository,
        Source = source.Source,
        Branch = source.Address?.Revision ?? "",
        Status = status,
        Reason = reason,
        Message = message,
    };
}

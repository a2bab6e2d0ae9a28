using ManifestMigrator.Checkouts;
using ManifestMigrator.Migration;
using ManifestMigrator.Rules;
using ManifestMigrator.Sources;

namespace ManifestMigrator;

/// <summary>Reads one repository and plans its manifests. Whatever goes wrong becomes a result with a reason.</summary>
/// <param name="options">What the user asked for.</param>
/// <param name="workFolder">Where repositories are fetched to for the time of the reading.</param>
internal sealed class RepositoryPlan(BatchOptions options, string workFolder)
{
    public static RepositoryResult Duplicate(RepositoryAddress address) =>
        Without(address, RepositoryStatus.Skipped, Reasons.DuplicateSource, Messages.DuplicateSource);

    public async Task<RepositoryResult> OfAsync(RepositoryAddress address, CancellationToken cancellation)
    {
        try
        {
            var checkoutOptions = new CheckoutOptions { Branch = options.Branch, Timeout = options.Timeout, WorkFolder = workFolder };
            return Of(address, await Checkout.ReadAsync(address, checkoutOptions, cancellation));
        }
        catch (CheckoutException exception)
        {
            return Without(address, RepositoryStatus.Failed, exception.Reason, exception.Message);
        }
        catch (OperationCanceledException)
        {
            return Without(address, RepositoryStatus.Failed, Reasons.Interrupted, Messages.Interrupted);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Without(address, RepositoryStatus.Failed, Reasons.ReadFailed, exception.Message);
        }
    }

    private RepositoryResult Of(RepositoryAddress address, Checkout checkout)
    {
        var manifests = checkout.Manifests.Select(file => Plan(checkout, file)).ToList();
        var status = manifests.Count == 0 ? RepositoryStatus.NoManifest : Worst(manifests);
        return new RepositoryResult
        {
            Repository = checkout.Repository,
            Source = address.Source,
            Folder = checkout.Folder,
            Branch = checkout.Branch,
            Commit = checkout.Commit,
            Status = status,
            Reason = Reason(status, manifests.Count),
            Findings = checkout.Findings,
            Manifests = manifests,
        };
    }

    private ManifestResult Plan(Checkout checkout, ManifestFile file)
    {
        var origin = new ManifestOrigin(checkout.HasRemote ? checkout.Repository : null, file.Path)
        {
            LedgerUuid = options.Ledger.Uuid(checkout.Repository, file.Path),
        };
        return Migrator.Plan(file.Content, origin, options.Mappings).Result with { Mode = file.Mode };
    }

    private static RepositoryStatus Worst(List<ManifestResult> manifests) => manifests.Max(manifest => manifest.Status) switch
    {
        ManifestStatus.Current => RepositoryStatus.Current,
        ManifestStatus.Migrated => RepositoryStatus.Migrated,
        ManifestStatus.Blocked => RepositoryStatus.Blocked,
        _ => RepositoryStatus.Unreadable,
    };

    private static string Reason(RepositoryStatus status, int manifests) => status switch
    {
        RepositoryStatus.NoManifest => Reasons.NoManifest,
        RepositoryStatus.Blocked => Reasons.Blocked,
        RepositoryStatus.Unreadable => Reasons.Unreadable,
        _ when manifests > 1 => Reasons.SeveralManifests,
        RepositoryStatus.Migrated => Reasons.ChangesPlanned,
        _ => Reasons.NothingToDo,
    };

    private static RepositoryResult Without(RepositoryAddress address, RepositoryStatus status, string reason, string message) => new()
    {
        Repository = address.Identity,
        Source = address.Source,
        Branch = address.Branch ?? "",
        Status = status,
        Reason = reason,
        Message = message,
    };
}

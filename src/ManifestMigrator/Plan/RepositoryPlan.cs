using ManifestMigrator.Disk;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Rules;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Plan;

/// <summary>Reads one repository and plans its manifests. Every failure becomes a result with a reason.</summary>
/// <param name="options">What the user asked for.</param>
/// <param name="checkoutOptions">How repositories are read.</param>
internal sealed class RepositoryPlan(BatchOptions options, CheckoutOptions checkoutOptions) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(options.Jobs);

    /// <summary>
    /// How many repositories are worked on at a time: while some are planned, which takes a processor, as many as were asked for are read,
    /// which mostly means to wait. One at a time is one at a time.
    /// </summary>
    public int Parallelism => options.Jobs == 1 ? 1 : options.Jobs + Environment.ProcessorCount;

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
            return await ReadAndPlanAsync(source, cancellation);
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

    /// <summary>A repository that is as it was, and of which the same is asked, is not planned again.</summary>
    private async Task<RepositoryResult> ReadAndPlanAsync(BatchSource source, CancellationToken cancellation)
    {
        var (opened, checkout, kept) = await ReadAsync(source, cancellation);
        using (opened)
        {
            if (kept is not null)
                return kept;
            var question = Question(source, checkout!.Origin);
            var result = RepositoryPlanner.Plan(question, checkout.Files);
            if (opened.Settled is not null)
                Keep(opened.CopyFolder, question, result);
            return result;
        }
    }

    /// <returns>The open repository, with what was read of it or what was planned before.</returns>
    private async Task<(IOpenedSource Opened, Checkout? Checkout, RepositoryResult? Kept)> ReadAsync(BatchSource source, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        IOpenedSource? opened = null;
        try
        {
            opened = await Checkout.OpenAsync(source.Address!, checkoutOptions, cancellation);
            if (!options.Replans && opened.Settled is { } known && await opened.CommitAsync(cancellation) is { } commit
                && KeptResults.Find(opened.CopyFolder, Question(source, known), commit) is { } kept)
                return (opened, null, kept);
            return (opened, await opened.ReadAsync(cancellation), null);
        }
        catch
        {
            opened?.Dispose();
            throw;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private PlanQuestion Question(BatchSource source, CheckoutOrigin origin) => new()
    {
        Mappings = new Digested<Mappings>(options.Mappings, options.Mappings.Sha256),
        Repairs = options.Repairs,
        Accepted = options.Accepted,
        AllReferences = options.AllReferences,
        Without = options.Without,
        IsNamed = options.Repository is not null,
        Source = source.Source,
        GeneratedBranch = source.GeneratedBranch,
        FetchedFrom = origin.Folder.Length == 0 && source.Address is { IsLocal: true } address ? address.Url : "",
        Origin = origin,
        Uuids = options.Ledger.Uuids(origin.Repository),
        ForOneManifest = PlanSupplement.From(options.Supplements?.Find(origin.Repository, source.Repository, manifests: 1)),
        ForSeveralManifests = PlanSupplement.From(options.Supplements?.Find(origin.Repository, source.Repository, manifests: 2)),
    };

    private void Keep(string copy, PlanQuestion question, RepositoryResult result)
    {
        try
        {
            KeptResults.Store(copy, question, result);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            checkoutOptions.Connections.TellMore(Messages.NotKept(question.Source, exception.Message));
        }
    }

    private static RepositoryResult NotResolved(BatchSource source) =>
        Without(source, RepositoryStatus.Failed, Reasons.SourceRegistry, Messages.SourceRegistry) with
        {
            Findings = [new Finding(Severity.Error, Reasons.SourceRegistry, "", Messages.SourceRegistry, Messages.NameRepository)],
        };

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

using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Plan;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Reports;
using ManifestMigrator.Rules;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Deliver;

/// <summary>Makes the commit that was reviewed, and nothing else, on the delivery branch of the cached repository.</summary>
internal sealed class ApplyStep
{
    /// <summary>The run that was reviewed.</summary>
    public required RunHeader Run { get; init; }

    public required Mappings Mappings { get; init; }

    /// <summary>Name of the delivery branch.</summary>
    public required string Branch { get; init; }

    public required Person Author { get; init; }

    public required Person Committer { get; init; }

    public required CommitMessage Message { get; init; }

    public required Decisions Decisions { get; init; }

    /// <summary>Whether only what was approved is delivered, or everything that was not rejected.</summary>
    public bool ApprovedOnly { get; init; }

    public required RepositoryCache Cache { get; init; }

    public required Connections Connections { get; init; }

    public async Task<DeliveryState> ApplyAsync(RepositoryResult repository, CancellationToken cancellation)
    {
        if (Refusal(repository) is { } refusal)
            return refusal;
        if (BatchSource.Parse(repository.Source).Address is not { } address || address.Kind is AddressKind.Tarball or AddressKind.Registry || repository.Folder.Length > 0)
            return Not(repository, Reasons.NotDeliverable, repository.Folder.Length > 0 ? Messages.DeliverInPlace : Messages.NothingToDeliverTo);

        var transport = Connections.ToOneRepository();
        using var opened = await Cache.OpenAsync(address, address.Revision ?? Run.Options.GetValueOrDefault("branch"), transport, isAnew: false, cancellation);
        if (await ObjectReaders.Best.CommitAsync(opened.Folder, opened.Tip.ObjectName, cancellation) != repository.Commit)
            return Not(repository, Reasons.Moved, Messages.MovedRemote(opened.Tip.Name, repository.Commit));
        if (opened.Tip.Reference == RemoteTip.Branch(Branch))
            return Not(repository, Reasons.BranchTaken, Messages.BranchIsTheBase(Branch));
        if (opened.References?.Branch(Branch) is { } there && !await OwnBranch.IsOursAsync(Remote.From(address), Branch, there, repository.Delivery.Commit, opened.Folder, transport, cancellation))
            return Not(repository, Reasons.ForeignBranch, Messages.ForeignBranch(Branch, there));
        if (PlannedAgain.PlanAgain(repository, await GitCheckout.ReadAsync(address, opened, readsSources: false, cancellation), Mappings) is not { } files)
            return Not(repository, Reasons.Moved, Messages.MovedResult);

        var commit = await ObjectWriters.Best.CommitAsync(opened.Folder, Commit(repository, files), cancellation);
        await ObjectWriters.Best.SetReferenceAsync(opened.Folder, RemoteTip.Branch(Branch), commit, cancellation);
        return commit == repository.Delivery.Commit && Branch == repository.Delivery.Branch
            ? repository.Delivery with { Reason = "", Message = "" }
            : new DeliveryState { Step = DeliveryStep.Applied, Branch = Branch, Commit = commit };
    }

    private DeliveryState? Refusal(RepositoryResult repository)
    {
        if (Run.ToolVersion != BuiltIn.Version)
            return Not(repository, Reasons.Moved, Messages.DeliveryTool(Run.ToolVersion, BuiltIn.Version));
        if (Run.MappingsSha256 != Mappings.Sha256)
            return Not(repository, Reasons.Moved, Messages.DeliveryMappings(Run.MappingsSha256, Mappings.Sha256));
        return Decisions.About(repository) switch
        {
            { IsApproved: false } decision => Not(repository, Reasons.Rejected, decision.Note),
            null when Decisions.IsOutdated(repository) => Not(repository, Reasons.NotApproved, Messages.DecidedOnAnotherPlan),
            null when ApprovedOnly => Not(repository, Reasons.NotApproved, ""),
            _ => null,
        };
    }

    /// <summary>Everything in it follows from the plan, the author and the message, so that doing it twice gives the same commit.</summary>
    private NewCommit Commit(RepositoryResult repository, IReadOnlyList<NewContent> files) => new()
    {
        Parent = repository.Commit,
        Files = files,
        Author = Author,
        Committer = Committer,
        Date = DateTimeOffset.Parse(Run.Started, System.Globalization.CultureInfo.InvariantCulture),
        Message = tree => Message.Write(repository, tree),
    };

    private static DeliveryState Not(RepositoryResult repository, string reason, string message) => repository.Delivery with { Reason = reason, Message = message };
}

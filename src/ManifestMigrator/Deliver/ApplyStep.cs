using ManifestMigrator.Disk;
using ManifestMigrator.Git;
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

    /// <summary>Time of the commits: when the run began, so that doing it twice gives the same commit.</summary>
    public required DateTimeOffset Date { get; init; }

    public required Person Author { get; init; }

    public required Person Committer { get; init; }

    public required CommitMessage Message { get; init; }

    /// <summary>Whether what nobody has decided is applied too.</summary>
    public required bool All { get; init; }

    public required RepositoryCache Cache { get; init; }

    public required Connections Connections { get; init; }

    /// <summary>Is called where the branch has the commit already.</summary>
    public Action<RepositoryResult> Found { get; init; } = _ => { };

    public async Task<DeliveryState> ApplyAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        var address = await Target.RepositoryAsync(plan, cancellation);
        try
        {
            return await ApplyAsync(plan, address, isAnew: false, cancellation);
        }
        catch (RepositoryException exception) when (exception.Reason == Reasons.MalformedRepository)
        {
            // Our copy may be what is broken: a new one tells.
            return await ApplyAsync(plan, address, isAnew: true, cancellation);
        }
    }

    private async Task<DeliveryState> ApplyAsync(RepositoryResult plan, RepositoryAddress address, bool isAnew, CancellationToken cancellation)
    {
        var transport = Connections.ToOneRepository();
        using var opened = await Cache.OpenAsync(address, address.Revision ?? Run.Options.GetValueOrDefault("branch"), transport, isAnew, cancellation);
        if (await ObjectReaders.Best.CommitAsync(opened.Folder, opened.Tip.ObjectName, cancellation) != plan.Commit)
            throw new RepositoryException(Reasons.Moved, DeliveryMessages.BaseMoved(opened.Tip.Name, plan.Commit));
        if (RemoteTip.Branch(Branch) is var reference && (reference == opened.Tip.Reference || reference == opened.References?.Head))
            throw new RepositoryException(Reasons.BranchTaken, DeliveryMessages.BranchIsTheBase(Branch));
        if (opened.References?.Branch(Branch) is { } there
            && !await OwnCommit.IsOnAsync(Remote.From(address), Branch, there, opened.Folder, transport, cancellation))
            throw new RepositoryException(Reasons.ForeignBranch, DeliveryMessages.ForeignBranch(Branch, there));

        // One on this machine may stand for a remote one, whose name it has then.
        var hasRemote = !address.IsLocal || plan.Repository != address.Identity;
        var files = PlannedFiles.PlanAgain(plan, await GitCheckout.ReadAsync(address, opened, readsSources: true, cancellation), hasRemote, Mappings);
        var commit = await ObjectWriters.Best.CommitAsync(opened.Folder, Commit(plan, files), cancellation);
        if (await ObjectReaders.Best.ReferenceAsync(opened.Folder, reference, cancellation) == commit)
            Found(plan);
        await ObjectWriters.Best.SetReferenceAsync(opened.Folder, reference, commit, cancellation);
        if (await ObjectReaders.Best.ReferenceAsync(opened.Folder, CacheFolder.Reverted + Branch, cancellation) is not null)
            await ObjectWriters.Best.SetReferenceAsync(opened.Folder, CacheFolder.Reverted + Branch, objectName: null, cancellation);
        var state = commit == plan.Delivery.Commit && Branch == plan.Delivery.Branch
            ? plan.Delivery with { AppliedWithAll = All, Reason = "", Message = "" }
            : new DeliveryState { Step = DeliveryStep.Applied, Branch = Branch, Commit = commit, AppliedWithAll = All };
        if (state.Step == DeliveryStep.Applied)
            await ObjectWriters.Best.SetReferenceAsync(opened.Folder, CacheFolder.Unpushed + Branch, commit, cancellation);
        return state;
    }

    /// <summary>Everything in it follows from the plan, the author and the message, so that doing it twice gives the same commit.</summary>
    private NewCommit Commit(RepositoryResult plan, IReadOnlyList<NewContent> files) => new()
    {
        Parent = plan.Commit,
        Files = files,
        Author = Author,
        Committer = Committer,
        Date = Date,
        Message = tree => Message.Write(plan, tree),
    };
}

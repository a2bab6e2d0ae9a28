using ManifestMigrator.Disk;
using ManifestMigrator.Forges;
using ManifestMigrator.Git;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Deliver;

/// <summary>Deletes the delivery branch, in the cached repository and in the remote, where nobody has added to it.</summary>
internal sealed class RevertStep
{
    public required RepositoryCache Cache { get; init; }

    public required Connections Connections { get; init; }

    /// <summary>Closes the request from the branch, saying why: a branch that goes takes its request with it. A reason means that both are
    /// left alone.</summary>
    public required Func<RepositoryResult, RemoteReferences, CancellationToken, Task<RequestOutcome>> CloseRequest { get; init; }

    /// <summary>Asks where the request stands; <see langword="null"/> where nobody can tell.</summary>
    public required Func<RepositoryResult, CancellationToken, Task<RequestStanding?>> AskRequest { get; init; }

    /// <summary>Takes what would be deleted and closed, and nothing is; <see langword="null"/> to do it.</summary>
    public Action<string>? DryRun { get; init; }

    public async Task<DeliveryState> RevertAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        var state = plan.Delivery;
        var address = await Target.RepositoryAsync(plan, cancellation);
        var remote = Remote.From(address);
        var transport = Connections.ToOneRepository();
        var (hold, folder) = await Cache.HoldAsync(address, cancellation);
        using var held = hold;
        var references = await transport.ReferencesAsync(remote, cancellation);
        Target.RequireOwn(plan, references);

        var there = references.Branch(state.Branch);
        if (there is not null && (there != state.Commit || !await OwnCommit.IsOnAsync(remote, state.Branch, there, folder, transport, cancellation)))
            throw new RepositoryException(Reasons.ForeignBranch, DeliveryMessages.ForeignBranch(state.Branch, there));
        if (DryRun is not null)
        {
            var open = there is not null && await AskRequest(plan, cancellation) is { Outcome: { State: RequestState.Open or RequestState.Draft } outcome } ? outcome.Address : "";
            DryRun(DeliveryMessages.WouldRevert(plan.Repository, state, there is null ? "" : remote.Url, open));
            return state;
        }
        var request = there is null ? new RequestOutcome { State = RequestState.None } : await CloseRequest(plan, references, cancellation);
        if (request.Reason.Length > 0)
            return state with { Request = request.Address, RequestState = Spelling.Spell(request.State), Reason = request.Reason, Message = request.Message };
        if (there is not null)
            await DeleteAsync(remote, state, transport, cancellation);

        foreach (var local in new[] { RemoteTip.Branch(state.Branch), CacheFolder.Unpushed + state.Branch })
        {
            if (folder is not null && await ObjectReaders.Best.ReferenceAsync(folder, local, cancellation) == state.Commit)
                await ObjectWriters.Best.SetReferenceAsync(folder, local, objectName: null, cancellation);
        }
        // Other runs that have the same commit learn it here.
        if (folder is not null && await ObjectReaders.Best.CommitAsync(folder, state.Commit, cancellation) == state.Commit)
            await ObjectWriters.Best.SetReferenceAsync(folder, CacheFolder.Reverted + state.Branch, state.Commit, cancellation);
        var after = new DeliveryState { Step = DeliveryStep.Reverted };
        // What landed or was declined stays so, whatever becomes of the branch.
        return request.State is RequestState.Reverted or RequestState.Declined ? after with { Request = request.Address, RequestState = Spelling.Spell(request.State) }
            : Spelling.TryRead<RequestState>(state.RequestState, out var known) && known is RequestState.Landed or RequestState.LandedOtherwise or RequestState.Declined
                ? after with { Request = state.Request, RequestState = state.RequestState }
            : after;
    }

    /// <summary>To delete a branch nothing has to be sent, so that an empty repository will do.</summary>
    private static async Task DeleteAsync(Remote remote, DeliveryState state, Transport transport, CancellationToken cancellation)
    {
        await using var scratch = await ScratchFolder.CreateAsync(cancellation);
        BareSkeleton.Write(scratch.FullPath);
        await transport.PushAsync(remote, new Push(state.Branch, Commit: null, state.Commit), scratch.FullPath, cancellation);
    }
}

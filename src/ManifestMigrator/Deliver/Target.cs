using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Plans;
using ManifestMigrator.Read;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Deliver;

/// <summary>
/// Where a plan goes: to the repository that its source names, and only if that is the one that was planned. What <c>run.json</c>
/// says is compared, never followed.
/// </summary>
internal static class Target
{
    /// <summary>The repository to commit to and to push to.</summary>
    /// <exception cref="RepositoryException">There is none, or it is not the one that was planned.</exception>
    public static async Task<RepositoryAddress> RepositoryAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        if (plan.Folder.Length > 0)
            throw Refused(DeliveryMessages.WriteInPlace);
        if (BatchSource.Parse(plan.Source).Address is not { } address)
            throw Refused(DeliveryMessages.NoTarget(plan.Source));
        if (address.Kind is AddressKind.Tarball or AddressKind.Registry)
            throw Refused(DeliveryMessages.NoRepository);
        if (plan.FetchedFrom != (address.IsLocal ? address.Url : ""))
            throw Refused(DeliveryMessages.OtherPlace(plan, address.Url));
        var identity = !address.IsLocal ? address.Identity : await LocalIdentityAsync(plan, address, cancellation);
        if (identity != plan.Repository)
            throw Refused(DeliveryMessages.OtherSource(plan, identity));
        return RemoteTip.IsObjectName(plan.Commit) ? address : throw Refused(DeliveryMessages.NoCommit(plan.Commit));
    }

    /// <summary>What a repository on this machine is called now: as its remote or its path is, unless it was given a name.</summary>
    private static async Task<string> LocalIdentityAsync(RepositoryResult plan, RepositoryAddress address, CancellationToken cancellation) =>
        plan.IsNamed ? plan.Repository
        : Directory.Exists(address.Url) && await WorkTree.RemoteAsync(address.Url, cancellation) is { } remote ? remote
        : address.Identity;

    /// <summary>The local folder to write to.</summary>
    /// <exception cref="RepositoryException">There is none, or it is not the one that was planned.</exception>
    public static async Task<(string Folder, bool HasRemote)> FolderAsync(RepositoryResult plan, CancellationToken cancellation)
    {
        if (plan.Folder.Length == 0)
            throw Refused(DeliveryMessages.NotLocal);
        if (BatchSource.Parse(plan.Source).Address is not { IsLocal: true, Kind: AddressKind.Folder } address)
            throw Refused(DeliveryMessages.NoTarget(plan.Source));
        if (address.Url != plan.Folder)
            throw Refused(DeliveryMessages.OtherFolder(plan, address.Url));
        if (!Directory.Exists(plan.Folder))
            throw new RepositoryException(Reasons.FolderNotFound, DeliveryMessages.FolderGone(plan.Folder));
        if (RegularFile.IsLink(plan.Folder))
            throw new RepositoryException(Reasons.Moved, DeliveryMessages.FolderIsLink(plan.Folder));

        var remote = WorkTree.IsWorkTree(plan.Folder) ? (await WorkTree.ReadAsync(plan.Folder, cancellation)).RemoteIdentity : null;
        var identity = plan.IsNamed ? plan.Repository : remote ?? address.Identity;
        return identity == plan.Repository
            ? (plan.Folder, plan.IsNamed || remote is not null)
            : throw new RepositoryException(Reasons.Moved, DeliveryMessages.OtherIdentity(plan, identity));
    }

    /// <summary>Whether a delivery branch may have such a name.</summary>
    public static bool IsBranchName(string name) =>
        RevisionName.IsValid(name) && name != "HEAD" && !name.StartsWith("refs/", StringComparison.Ordinal) && !RemoteTip.IsObjectName(name);

    /// <summary>Refuses a commit that cannot be ours, and a branch that cannot or must not be.</summary>
    /// <param name="plan">The plan, with the branch and the commit that were made for it.</param>
    /// <param name="references">What the remote has.</param>
    public static void RequireOwn(RepositoryResult plan, RemoteReferences references)
    {
        var (branch, commit) = (plan.Delivery.Branch, plan.Delivery.Commit);
        if (!IsBranchName(branch) || !RemoteTip.IsObjectName(commit))
            throw Refused(DeliveryMessages.NoDelivery(branch, commit));
        if (branch == plan.Branch || references.Head == RemoteTip.Branch(branch))
            throw Refused(DeliveryMessages.BranchIsTheirs(branch));
    }

    private static RepositoryException Refused(string message) => new(Reasons.NotDeliverable, message);
}

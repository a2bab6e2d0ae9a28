using ManifestMigrator.Disk;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Sources;
using ManifestMigrator.Text;

namespace ManifestMigrator.Read;

/// <summary>Reads manifests from a path: a plain folder or a work tree as its files are, a bare repository or a branch through git.</summary>
internal static class FolderCheckout
{
    public static async Task<IOpenedSource> OpenAsync(RepositoryAddress address, CheckoutOptions options, CancellationToken cancellation)
    {
        var folder = address.Url;
        if (!Directory.Exists(folder))
            throw new RepositoryException(Reasons.FolderNotFound, Messages.FolderNotFound(folder));

        var asksForBranch = (address.Revision ?? options.Branch) is not null;
        if (WorkTree.IsBare(folder) || (asksForBranch && WorkTree.IsWorkTree(folder)))
            return Named(await GitCheckout.OpenAsync(address, options, cancellation), options.Identity ?? await WorkTree.RemoteAsync(folder, cancellation));
        if (asksForBranch)
            throw new RepositoryException(Reasons.BranchNotFound, Messages.NoBranches(folder));

        return Named(new UnsettledSource(token => options.Connections.ToOneRepository().WithinTimeAsync(limit => ReadAsync(address, folder, limit), token)), options.Identity);
    }

    private static IOpenedSource Named(IOpenedSource source, string? identity) => identity is null ? source : new NamedSource(source, identity);

    private static async Task<Checkout> ReadAsync(RepositoryAddress address, string folder, CancellationToken cancellation)
    {
        var state = WorkTree.IsWorkTree(folder) ? await WorkTree.ReadAsync(folder, cancellation) : null;
        // A file system may not answer at all: then the time limit lets go of it.
        var found = await Task.Run(() => FoundFiles.Find(folder, cancellation), cancellation).WaitAsync(cancellation);
        var (manifests, refusals) = await ManifestsAsync(found, state, cancellation);
        var (sources, notes) = await SourcesAsync(found, cancellation);
        var origin = new CheckoutOrigin
        {
            Repository = state?.RemoteIdentity ?? address.Identity,
            HasRemote = state?.RemoteIdentity is not null,
            Folder = folder,
            Branch = state?.Branch ?? "",
        };
        return new Checkout(origin, new CheckoutFiles
        {
            Commit = state?.Commit ?? "",
            Manifests = manifests,
            Sources = sources,
            Pictures = [.. found.Pictures.Select(file => file.Path)],
            Findings = [.. found.Unsearched.Select(CheckoutFindings.Unsearched), .. refusals, .. notes],
        });
    }

    private static async Task<(IReadOnlyList<ManifestFile> Files, IReadOnlyList<Finding> Findings)> ManifestsAsync(
        FoundFiles found, WorkTree? state, CancellationToken cancellation)
    {
        var manifests = new List<ManifestFile>();
        var findings = new List<Finding>();
        foreach (var file in found.Manifests)
        {
            if (Refusal(file) is { } finding)
            {
                findings.Add(finding);
                continue;
            }
            var content = await File.ReadAllBytesAsync(file.FullPath, cancellation);
            manifests.Add(new ManifestFile(file.Path, Mode(file.FullPath), content));
            if (state is not null && await state.DiffersAsync(file.Path, content, cancellation))
                findings.Add(CheckoutFindings.Uncommitted(file.Path));
        }
        return (manifests, findings);
    }

    private static async Task<(IReadOnlyList<SourceFile> Files, IEnumerable<Finding> Findings)> SourcesAsync(FoundFiles found, CancellationToken cancellation)
    {
        var allowance = new SourceAllowance();
        var files = new List<SourceFile>();
        var findings = new List<Finding>();
        foreach (var file in found.Code)
        {
            if (file.Kind != FoundKind.File)
            {
                findings.Add(CheckoutFindings.CodeNotRead(file.Path));
                continue;
            }
            var takes = allowance.Takes(file.Size);
            if (allowance.IsSpent)
                break;
            files.Add(new SourceFile(file.Path, takes ? await File.ReadAllBytesAsync(file.FullPath, cancellation) : null));
        }
        return (files, [.. findings, .. allowance.Findings]);
    }

    /// <summary>Why a manifest is not read; <see langword="null"/> when it can be.</summary>
    public static Finding? Refusal(FoundFile file) => file switch
    {
        { Kind: FoundKind.Link } => CheckoutFindings.IsLink(file.Path),
        { Kind: FoundKind.Special } => CheckoutFindings.IsNoFile(file.Path),
        { Kind: FoundKind.Unnamable } => CheckoutFindings.Unnamable(file.Path),
        { Size: > SourceText.MaximumLength } => CheckoutFindings.TooLarge(file.Path, file.Size, SourceText.MaximumLength),
        _ => null,
    };

    private static string Mode(string file) =>
        !OperatingSystem.IsWindows() && File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute) ? "100755" : "100644";
}

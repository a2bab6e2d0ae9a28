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
    public static async Task<Checkout> ReadAsync(RepositoryAddress address, CheckoutOptions options, CancellationToken cancellation)
    {
        var folder = address.Url;
        if (!Directory.Exists(folder))
            throw new RepositoryException(Reasons.FolderNotFound, Messages.FolderNotFound(folder));

        var asksForBranch = (address.Revision ?? options.Branch) is not null;
        if (WorkTree.IsBare(folder) || (asksForBranch && WorkTree.IsWorkTree(folder)))
            return await GitCheckout.ReadAsync(address, options, cancellation);
        if (asksForBranch)
            throw new RepositoryException(Reasons.BranchNotFound, Messages.NoBranches(folder));

        var state = WorkTree.IsWorkTree(folder) ? await WorkTree.ReadAsync(folder, cancellation) : null;
        return await ReadAsync(address, folder, state, cancellation);
    }

    private static async Task<Checkout> ReadAsync(RepositoryAddress address, string folder, WorkTree? state, CancellationToken cancellation)
    {
        var manifests = new List<ManifestFile>();
        var findings = new List<Finding>();
        foreach (var file in ManifestFiles.In(folder))
        {
            var path = Below(folder, file);
            if (Refusal(file, path) is { } finding)
            {
                findings.Add(finding);
                continue;
            }
            var content = await File.ReadAllBytesAsync(file, cancellation);
            manifests.Add(new ManifestFile(path, Mode(file), content));
            if (state is not null && state.Differs(path, content))
                findings.Add(CheckoutFindings.Uncommitted(path));
        }
        var (sources, notes) = await SourcesAsync(folder, cancellation);
        return new Checkout
        {
            Repository = state?.RemoteIdentity ?? address.Identity,
            HasRemote = state?.RemoteIdentity is not null,
            Folder = folder,
            Branch = state?.Branch ?? "",
            Commit = state?.Commit ?? "",
            Manifests = manifests,
            Sources = sources,
            Pictures = [.. ManifestFiles.In(folder, SourceNames.IsSearched, SourceNames.IsPicture).Select(file => Below(folder, file))],
            Findings = [.. findings, .. notes],
        };
    }

    private static async Task<(IReadOnlyList<SourceFile> Files, IEnumerable<Finding> Findings)> SourcesAsync(string folder, CancellationToken cancellation)
    {
        var allowance = new SourceAllowance();
        var files = new List<SourceFile>();
        foreach (var file in ManifestFiles.In(folder, SourceNames.IsSearched, SourceNames.IsRead).Where(file => !ManifestFiles.IsLink(file)))
        {
            var takes = allowance.Takes(new FileInfo(file).Length);
            if (allowance.IsSpent)
                break;
            files.Add(new SourceFile(Below(folder, file), takes ? await File.ReadAllBytesAsync(file, cancellation) : null));
        }
        return (files, allowance.Findings);
    }

    private static string Below(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

    private static Finding? Refusal(string file, string path)
    {
        if (ManifestFiles.IsLink(file))
            return CheckoutFindings.IsLink(path);
        var size = new FileInfo(file).Length;
        return size > SourceText.MaximumLength ? CheckoutFindings.TooLarge(path, size, SourceText.MaximumLength) : null;
    }

    private static string Mode(string file) =>
        !OperatingSystem.IsWindows() && File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute) ? "100755" : "100644";
}

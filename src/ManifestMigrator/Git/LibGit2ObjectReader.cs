using LibGit2Sharp;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Reads objects with LibGit2Sharp: no process, and no blob is loaded before its size is known. With <see cref="NativeLibrary"/>, the only code that names the library.</summary>
internal sealed class LibGit2ObjectReader : IObjectReader
{
    public Task<string?> ReferenceAsync(string repository, string reference, CancellationToken cancellation) =>
        Read(repository, opened => opened.Refs[reference]?.TargetIdentifier);

    public Task<string?> CommitAsync(string repository, string objectName, CancellationToken cancellation) =>
        Read(repository, opened => opened.Lookup<Commit>($"{objectName}^{{commit}}")?.Sha);

    public Task<CommitInfo> CommitInfoAsync(string repository, string commit, CancellationToken cancellation) => Read(repository, opened =>
    {
        var found = opened.Lookup<Commit>(new ObjectId(commit)) ?? throw new RepositoryException(Reasons.MalformedRepository, Messages.NoCommit(commit));
        return new CommitInfo(found.Tree.Sha, [.. found.Parents.Select(parent => parent.Sha)], found.Message);
    });

    public Task<IReadOnlyList<TreeEntry>> FilesAsync(
        string repository, string commit, Func<string, bool> entersFolder, Func<string, bool> takesFile, CancellationToken cancellation) =>
        Read<IReadOnlyList<TreeEntry>>(repository, opened =>
        {
            var files = new List<TreeEntry>();
            Collect(opened, opened.Lookup<Commit>(new ObjectId(commit)).Tree, "", entersFolder, takesFile, files, cancellation);
            return files;
        });

    public Task<IReadOnlyList<byte[]>> ContentsAsync(string repository, IReadOnlyList<TreeEntry> entries, CancellationToken cancellation) =>
        Read<IReadOnlyList<byte[]>>(repository, opened => [.. entries.Select(entry => Content(opened, entry))]);

    private static byte[] Content(Repository repository, TreeEntry entry)
    {
        using var stream = repository.Lookup<Blob>(new ObjectId(entry.Id)).GetContentStream();
        var content = new byte[entry.Size];
        stream.ReadExactly(content);
        return content;
    }

    private static void Collect(
        Repository repository, Tree tree, string folder, Func<string, bool> entersFolder, Func<string, bool> takesFile, List<TreeEntry> files, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var entry in tree)
        {
            var path = folder + entry.Name;
            if (entry.TargetType == TreeEntryTargetType.Tree)
            {
                if (entersFolder(entry.Name))
                    Collect(repository, (Tree)entry.Target, path + "/", entersFolder, takesFile, files, cancellation);
            }
            else if (takesFile(entry.Name))
            {
                var isBlob = entry.TargetType == TreeEntryTargetType.Blob;
                var size = isBlob ? repository.ObjectDatabase.RetrieveObjectMetadata(entry.Target.Id).Size : 0;
                files.Add(new TreeEntry(path, Convert.ToString((int)entry.Mode, 8).PadLeft(6, '0'), entry.Target.Sha, size));
            }
        }
    }

    private static Task<T> Read<T>(string path, Func<Repository, T> read)
    {
        if (NativeLibrary.Problem is { } problem)
            throw new RepositoryException(Reasons.GitFailed, problem);
        try
        {
            using var repository = new Repository(path);
            return Task.FromResult(read(repository));
        }
        catch (LibGit2SharpException exception)
        {
            throw new RepositoryException(Reasons.MalformedRepository, Messages.GitFailed(Reasons.MalformedRepository, exception.Message));
        }
    }
}

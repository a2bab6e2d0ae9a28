using ManifestMigrator.Disk;

namespace ManifestMigrator.Git;

/// <summary>The ways to write objects.</summary>
internal static class ObjectWriters
{
    public static IReadOnlyList<(string Name, IObjectWriter Writer)> All { get; } =
    [
        ("git", new GitProgramObjectWriter()),
        ("libgit2", new LibGit2ObjectWriter()),
    ];

    /// <summary>LibGit2Sharp where its native library can be loaded, and the git program for what that cannot write.</summary>
    public static IObjectWriter Best { get; } = NativeLibrary.Problem is not null ? All[0].Writer
        : GitProgram.Exists ? new Sure(All[1].Writer, All[0].Writer)
        : All[1].Writer;

    private sealed class Sure(IObjectWriter quick, IObjectWriter sure) : IObjectWriter
    {
        public async Task<string> CommitAsync(string repository, NewCommit commit, CancellationToken cancellation)
        {
            try
            {
                return await quick.CommitAsync(repository, commit, cancellation);
            }
            catch (RepositoryException exception) when (exception.Reason == Plans.Reasons.MalformedRepository)
            {
                return await sure.CommitAsync(repository, commit, cancellation);
            }
        }

        public Task SetReferenceAsync(string repository, string reference, string? objectName, CancellationToken cancellation) =>
            quick.SetReferenceAsync(repository, reference, objectName, cancellation);
    }
}

using ManifestMigrator.Manifest;

namespace ManifestMigrator.Git;

/// <summary>A cached repository that nobody else touches until this is disposed.</summary>
/// <param name="hold">The lock on it.</param>
internal sealed class CachedRepository(IDisposable hold) : IDisposable
{
    /// <summary>Full path of the bare repository.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether the copy was made just now.</summary>
    public required bool IsNew { get; init; }

    /// <summary>What was asked for, as it is now.</summary>
    public required RemoteTip Tip { get; init; }

    /// <summary>What the remote has beside it; <see langword="null"/> when it was not asked.</summary>
    public RemoteReferences? References { get; init; }

    /// <summary>What is worth saying about how it was reached.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public void Dispose() => hold.Dispose();
}

using ManifestMigrator.Disk;
using ManifestMigrator.Output;

namespace ManifestMigrator.Git;

/// <summary>The references that a remote repository has at this moment.</summary>
/// <param name="ObjectNames">Object names by the full names of the references.</param>
/// <param name="Head">The reference that <c>HEAD</c> stands for; <see langword="null"/> when the remote does not say.</param>
internal sealed record RemoteReferences(IReadOnlyDictionary<string, string> ObjectNames, string? Head)
{
    /// <summary>Where the server sent us; <see langword="null"/> when it answered itself.</summary>
    public string? RedirectedTo { get; init; }

    /// <summary>The object name of a branch; <see langword="null"/> when there is none of this name.</summary>
    public string? Branch(string name) => ObjectNames.GetValueOrDefault(RemoteTip.Branch(name));

    /// <summary>What a revision means.</summary>
    /// <param name="revision">Branch, tag or commit; <see langword="null"/> for the default branch.</param>
    /// <returns><see langword="null"/> when the repository has no commit at all.</returns>
    /// <exception cref="RepositoryException">There is no such revision.</exception>
    public RemoteTip? Tip(string? revision)
    {
        if (ObjectNames.Count == 0)
            return null;
        if (revision is not null && RemoteTip.IsObjectName(revision))
            return new RemoteTip(revision, revision) { RedirectedTo = RedirectedTo };

        var names = revision is null ? new[] { Head, "HEAD" }.OfType<string>() : RemoteTip.LocalReferences(revision);
        return names.Where(ObjectNames.ContainsKey).Select(name => new RemoteTip(name, ObjectNames[name]) { RedirectedTo = RedirectedTo }).FirstOrDefault()
            ?? throw new RepositoryException(Plans.Reasons.BranchNotFound, revision is null ? Messages.NoDefaultBranch : Messages.NoRevision(revision));
    }
}

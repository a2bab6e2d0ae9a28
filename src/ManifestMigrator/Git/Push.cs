namespace ManifestMigrator.Git;

/// <summary>One branch of a remote as it is to be.</summary>
/// <param name="Branch">Name of the branch, without <c>refs/heads/</c>.</param>
/// <param name="Commit">The commit it is to have; <see langword="null"/> when it is to go.</param>
/// <param name="Lease">The commit that was seen there; <see langword="null"/> when there was no such branch. Anything else there by now is not touched.</param>
internal sealed record Push(string Branch, string? Commit, string? Lease)
{
    /// <summary>Push options of the server, e.g. <c>merge_request.create</c> of GitLab.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public string Reference => RemoteTip.Branch(Branch);

    public string Refspec => $"{Commit}:{Reference}";
}

using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Git;

/// <summary>A repository that is talked to.</summary>
/// <param name="Url">What git is told, without secrets.</param>
/// <param name="Host">Name of the host, with its port if one is given; empty for a repository on this machine.</param>
/// <param name="Credentials">User and password with a colon between; <see langword="null"/> when the address had none.</param>
internal sealed record Remote(string Url, string Host, string? Credentials)
{
    public bool IsLocal => Host.Length == 0;

    /// <summary>The repository that a source names.</summary>
    /// <remarks>One on this machine is fetched by address: by path, git would link its objects, and what we do to ours would be done to theirs.</remarks>
    public static Remote From(RepositoryAddress address) => address.Kind == AddressKind.Folder
        ? new Remote(new Uri(address.Url).AbsoluteUri, "", Credentials: null)
        : new Remote(address.Url, address.Identity.Split('/')[0], address.Credentials);

    /// <summary>The address without its credentials.</summary>
    public override string ToString() => Url;
}

/// <summary>The references that a remote repository has at this moment.</summary>
/// <param name="ObjectNames">Object names by the full names of the references.</param>
/// <param name="Head">The reference that <c>HEAD</c> stands for; <see langword="null"/> when the remote does not say.</param>
internal sealed record RemoteReferences(IReadOnlyDictionary<string, string> ObjectNames, string? Head)
{
    /// <summary>Follows the name of an annotated tag: what it leads to.</summary>
    public const string Peeled = "^{}";

    /// <summary>Where the server sent us; <see langword="null"/> when it answered itself.</summary>
    public string? RedirectedTo { get; init; }

    /// <summary>Whether all references were asked for; otherwise only branches and tags.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Where the remote does not say what <c>HEAD</c> stands for, takes what <c>git clone</c> takes: a branch of the same commit, if there is one.</summary>
    /// <param name="usual">Name of the branch that is taken before others.</param>
    public RemoteReferences WithGuessedHead(string usual)
    {
        if (Head is not null || !ObjectNames.TryGetValue("HEAD", out var commit))
            return this;
        // In the order in which the remote lists them.
        var branches = ObjectNames.Keys.Where(name => name.StartsWith(RemoteTip.Branch(""), StringComparison.Ordinal));
        return this with
        {
            Head = branches.Prepend(RemoteTip.Branch("master")).Prepend(RemoteTip.Branch(usual)).FirstOrDefault(name => ObjectNames.GetValueOrDefault(name) == commit),
        };
    }

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
            ?? throw new RepositoryException(Reasons.BranchNotFound, revision is null ? Messages.NoDefaultBranch : Messages.NoRevision(revision));
    }
}

/// <summary>What a revision of a remote repository means at this moment.</summary>
/// <param name="Reference">Full name of the reference there, <c>HEAD</c> when its default is no branch, the object name itself where a commit was asked for.</param>
/// <param name="ObjectName">Object name that it has, in hex; for an annotated tag that of the tag.</param>
internal sealed record RemoteTip(string Reference, string ObjectName)
{
    private const string Branches = "refs/heads/";
    private const string Tags = "refs/tags/";
    private const string Commits = "refs/commits/";

    /// <summary>What keeps a default that is no branch in our copy.</summary>
    public const string DetachedHead = "refs/detached/HEAD";

    /// <summary>Where the server sent us; <see langword="null"/> when it answered itself.</summary>
    public string? RedirectedTo { get; init; }

    /// <summary>What people call it: the branch, tag or commit; empty for a default that is no branch.</summary>
    public string Name => Reference switch
    {
        "HEAD" => "",
        _ when Reference.StartsWith(Branches, StringComparison.Ordinal) => Reference[Branches.Length..],
        _ when Reference.StartsWith(Tags, StringComparison.Ordinal) => Reference[Tags.Length..],
        _ => Reference,
    };

    /// <summary>Name of the reference that keeps it in our copy.</summary>
    public string LocalReference => Local(Reference);

    public static string Branch(string name) => Branches + name;

    /// <summary>A whole object name needs no asking: it is what it is.</summary>
    public static bool IsObjectName(string revision) => revision.Length is 40 or 64 && revision.All(char.IsAsciiHexDigit);

    /// <summary>Names of the local references that may keep a revision, in the order in which git would take them.</summary>
    public static IEnumerable<string> LocalReferences(string revision) =>
        IsObjectName(revision) ? [Local(revision)] : [Branches + revision, Tags + revision];

    /// <summary>The tip that a local reference keeps.</summary>
    public static RemoteTip FromLocal(string reference, string objectName) => new(
        reference == DetachedHead ? "HEAD" : reference.StartsWith(Commits, StringComparison.Ordinal) ? reference[Commits.Length..] : reference, objectName);

    private static string Local(string reference) =>
        reference == "HEAD" ? DetachedHead : IsObjectName(reference) ? Commits + reference : reference;
}

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

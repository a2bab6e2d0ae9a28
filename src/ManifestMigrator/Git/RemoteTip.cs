namespace ManifestMigrator.Git;

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

namespace ManifestMigrator.Git;

/// <summary>A commit that is to be made.</summary>
internal sealed record NewCommit
{
    /// <summary>Object name of its only parent.</summary>
    public required string Parent { get; init; }

    /// <summary>Files that are in the parent and get another content; their modes stay.</summary>
    public required IReadOnlyList<NewContent> Files { get; init; }

    public required Person Author { get; init; }

    public required Person Committer { get; init; }

    /// <summary>Time of author and committer, with the offset it is written with.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The message by the object name of the commit's tree; it ends with a line feed.</summary>
    public required Func<string, string> Message { get; init; }
}

/// <param name="Path">Path from the root, with forward slashes.</param>
/// <param name="Content">The whole file.</param>
internal sealed record NewContent(string Path, byte[] Content);

/// <summary>Author or committer.</summary>
internal sealed record Person(string Name, string Email)
{
    public override string ToString() => $"{Name} <{Email}>";
}

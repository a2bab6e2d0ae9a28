namespace ManifestMigrator.Sources;

/// <summary>What a source means: where to read, and what the repository is called in every report.</summary>
public sealed record RepositoryAddress
{
    public required AddressKind Kind { get; init; }

    /// <summary>The source as it was given, without secrets.</summary>
    public required string Source { get; init; }

    /// <summary>The address git gets, or the path; without secrets.</summary>
    public required string Url { get; init; }

    /// <summary><c>host/owner/name</c> in lower case, without scheme, user, <c>.git</c> and branch; <c>local/parent/name</c> for a path.</summary>
    public required string Identity { get; init; }

    /// <summary>The branch, tag or commit that was asked for; <see langword="null"/> for the default branch.</summary>
    public string? Revision { get; init; }

    /// <summary>Whether it is a path on this machine.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The query of a tarball's address, often a token; never printed.</summary>
    public string Query { get; init; } = "";

    /// <summary>User and password of the address, with a colon between them; never printed.</summary>
    public string? Credentials { get; init; }

    /// <summary>The address without its credentials, for logs.</summary>
    public override string ToString() => Revision is null ? Url : $"{Url}#{Revision}";
}

/// <summary>What a source is.</summary>
public enum AddressKind
{
    /// <summary>A git repository to fetch: a remote one, or a bare one on this machine.</summary>
    Git,

    /// <summary>A path on this machine: a work tree, a bare repository or a plain folder.</summary>
    Folder,

    /// <summary>The address of a packed package.</summary>
    Tarball,

    /// <summary>A konnector of a registry, <c>registry://slug/channel</c>.</summary>
    Registry,
}

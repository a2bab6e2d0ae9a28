using ManifestMigrator.Git;

namespace ManifestMigrator.Read;

/// <summary>How repositories are read.</summary>
internal sealed record CheckoutOptions
{
    /// <summary>The branch to read where an address names none; <see langword="null"/> for the repository's own.</summary>
    public string? Branch { get; init; }

    /// <summary>Where copies of remote repositories are.</summary>
    public required RepositoryCache Cache { get; init; }

    /// <summary>Whether nothing is asked of a remote.</summary>
    public bool IsOffline { get; init; }

    /// <summary>How remote repositories are talked to.</summary>
    public required Connections Connections { get; init; }
}

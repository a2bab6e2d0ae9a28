using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Read;

/// <summary>What was read from a repository.</summary>
internal sealed record Checkout
{
    /// <summary>Identity <c>host/owner/name</c>, or <c>local/parent/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>Whether the identity names a remote repository, so that a UUID can follow from it.</summary>
    public bool HasRemote { get; init; }

    /// <summary>Full path of the local folder the files were read from; empty when they were fetched.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The branch, tag or commit that was read; empty when there is none.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Object name of the commit; empty when there is none.</summary>
    public string Commit { get; init; } = "";

    /// <summary>In ordinal order of their paths.</summary>
    public IReadOnlyList<ManifestFile> Manifests { get; init; } = [];

    /// <summary>Source code; empty where it was not asked for.</summary>
    public IReadOnlyList<SourceFile> Sources { get; init; } = [];

    /// <summary>Paths of pictures, one of which may be the icon; <see langword="null"/> where they were not looked for.</summary>
    public IReadOnlyList<string>? Pictures { get; init; }

    /// <summary>Findings about files that were not read.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Reads the manifests of a repository.</summary>
    /// <exception cref="RepositoryException">It cannot be read; the exception says why.</exception>
    /// <exception cref="OperationCanceledException">Somebody stopped the run.</exception>
    public static async Task<Checkout> ReadAsync(RepositoryAddress address, CheckoutOptions options, CancellationToken cancellation) => address.Kind switch
    {
        AddressKind.Git => await GitCheckout.ReadAsync(address, options, cancellation),
        AddressKind.Tarball => await TarballCheckout.ReadAsync(address, options, cancellation),
        AddressKind.Folder => await FolderCheckout.ReadAsync(address, options, cancellation),
        _ => throw new RepositoryException(Reasons.SourceUnsupported, Messages.SourceUnsupported),
    };
}

/// <summary>How repositories are read.</summary>
internal sealed record CheckoutOptions
{
    /// <summary>The branch to read where an address names none; <see langword="null"/> for the repository's own.</summary>
    public string? Branch { get; init; }

    /// <summary>Where copies of remote repositories are.</summary>
    public required RepositoryCache Cache { get; init; }

    /// <summary>The identity of the one local source; <see langword="null"/> for that of its remote.</summary>
    public string? Identity { get; init; }

    /// <summary>Whether nothing is asked of a remote.</summary>
    public bool IsOffline { get; init; }

    /// <summary>How remote repositories are talked to.</summary>
    public required Connections Connections { get; init; }
}

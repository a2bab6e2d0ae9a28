using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Read;

/// <summary>What was read from a repository.</summary>
/// <param name="Origin">What was known before its files were read.</param>
/// <param name="Files">The files.</param>
internal sealed record Checkout(CheckoutOrigin Origin, CheckoutFiles Files)
{
    public string Repository => Origin.Repository;

    public bool HasRemote => Origin.HasRemote;

    public string Folder => Origin.Folder;

    public string Branch => Origin.Branch;

    public string Commit => Files.Commit;

    public IReadOnlyList<ManifestFile> Manifests => Files.Manifests;

    public IReadOnlyList<SourceFile> Sources => Files.Sources;

    public IReadOnlyList<string>? Pictures => Files.Pictures;

    public IEnumerable<Finding> Findings => [.. Origin.Findings, .. Files.Findings];

    /// <summary>Reads the manifests of a repository.</summary>
    /// <exception cref="RepositoryException">It cannot be read; the exception says why.</exception>
    /// <exception cref="OperationCanceledException">Somebody stopped the run.</exception>
    public static async Task<Checkout> ReadAsync(RepositoryAddress address, CheckoutOptions options, CancellationToken cancellation)
    {
        using var opened = await OpenAsync(address, options, cancellation);
        return await opened.ReadAsync(cancellation);
    }

    /// <summary>Opens a repository, so that it is known what would be read.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<IOpenedSource> OpenAsync(RepositoryAddress address, CheckoutOptions options, CancellationToken cancellation) => address.Kind switch
    {
        AddressKind.Git => await GitCheckout.OpenAsync(address, options, cancellation),
        AddressKind.Tarball => new UnsettledSource(token => TarballCheckout.ReadAsync(address, options, token)),
        AddressKind.Folder => await FolderCheckout.OpenAsync(address, options, cancellation),
        _ => throw new RepositoryException(Reasons.SourceUnsupported, Messages.SourceUnsupported),
    };
}

/// <summary>What is known of a repository before its files are read.</summary>
internal sealed record CheckoutOrigin
{
    /// <summary>Identity <c>host/owner/name</c>, or <c>local/parent/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>Whether the identity names a remote repository, so that a UUID can follow from it.</summary>
    public bool HasRemote { get; init; }

    /// <summary>Full path of the local folder the files are read from; empty when they are fetched.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The branch, tag or commit that is read; empty when there is none.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Object name of the commit or tag whose files are read; empty where files may change under one name.</summary>
    public string Tip { get; init; } = "";

    /// <summary>Findings about how the repository was reached.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>The files of a repository. Where <see cref="CheckoutOrigin.Tip"/> names one, they follow from it alone.</summary>
internal sealed record CheckoutFiles
{
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
}

/// <summary>A source that is open. Nobody else changes our copy of it until this is disposed.</summary>
internal interface IOpenedSource : IDisposable
{
    /// <summary>What is known of it, when the files follow from that; else <see langword="null"/>.</summary>
    CheckoutOrigin? Settled { get; }

    /// <summary>Full path of our own copy of the repository; empty when there is none.</summary>
    string CopyFolder { get; }

    /// <summary>Object name of the commit that <see cref="Settled"/> names; <see langword="null"/> where our copy does not have it any more.</summary>
    Task<string?> CommitAsync(CancellationToken cancellation);

    /// <exception cref="RepositoryException">It cannot be read; the exception says why.</exception>
    Task<Checkout> ReadAsync(CancellationToken cancellation);
}

/// <summary>A source of which nothing is known until it is read.</summary>
internal sealed class UnsettledSource(Func<CancellationToken, Task<Checkout>> read) : IOpenedSource
{
    public CheckoutOrigin? Settled => null;

    public string CopyFolder => "";

    public Task<string?> CommitAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<Checkout> ReadAsync(CancellationToken cancellation) => read(cancellation);

    public void Dispose()
    {
    }
}

/// <summary>A source on this machine that stands for a remote repository.</summary>
/// <param name="source">The source.</param>
/// <param name="identity">Identity of the repository.</param>
internal sealed class NamedSource(IOpenedSource source, string identity) : IOpenedSource
{
    public CheckoutOrigin? Settled => source.Settled is { } origin ? Rename(origin) : null;

    public string CopyFolder => source.CopyFolder;

    public Task<string?> CommitAsync(CancellationToken cancellation) => source.CommitAsync(cancellation);

    public async Task<Checkout> ReadAsync(CancellationToken cancellation)
    {
        var checkout = await source.ReadAsync(cancellation);
        return checkout with { Origin = Rename(checkout.Origin) };
    }

    public void Dispose() => source.Dispose();

    private CheckoutOrigin Rename(CheckoutOrigin origin) => origin with { Repository = identity, HasRemote = true };
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

using ManifestMigrator.Disk;
using ManifestMigrator.Git;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Sources;
using ManifestMigrator.Text;

namespace ManifestMigrator.Read;

/// <summary>Fetches a repository and reads its manifests from the objects of one commit.</summary>
internal sealed class GitCheckout : IOpenedSource
{
    private readonly RepositoryAddress _address;
    private readonly Func<bool, Task<CachedRepository>> _open;
    private readonly Transport _transport;
    private CachedRepository _repository;

    private GitCheckout(RepositoryAddress address, Func<bool, Task<CachedRepository>> open, Transport transport, CachedRepository repository)
    {
        _address = address;
        _open = open;
        _transport = transport;
        _repository = repository;
    }

    public CheckoutOrigin? Settled => Origin(_address, _repository);

    public string CopyFolder => _repository.Folder;

    /// <param name="address">The repository.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellation">Ends the opening.</param>
    public static async Task<GitCheckout> OpenAsync(RepositoryAddress address, CheckoutOptions options, CancellationToken cancellation)
    {
        var transport = options.Connections.ToOneRepository();
        Task<CachedRepository> OpenCopyAsync(bool isAnew) => options.Cache.OpenAsync(address, address.Revision ?? options.Branch, transport, isAnew, cancellation);
        return new GitCheckout(address, OpenCopyAsync, transport, await OpenCopyAsync(isAnew: false));
    }

    public async Task<string?> CommitAsync(CancellationToken cancellation)
    {
        try
        {
            return await ObjectReaders.Best.CommitAsync(_repository.Folder, _repository.Tip.ObjectName, cancellation);
        }
        catch (RepositoryException)
        {
            // Reading it says why, and mends it.
            return null;
        }
    }

    public async Task<Checkout> ReadAsync(CancellationToken cancellation)
    {
        Task<Checkout> ReadCopyAsync() => _transport.WithinTimeAsync(token => ReadAsync(_address, _repository, readsSources: true, token), cancellation);
        try
        {
            return await ReadCopyAsync();
        }
        catch (RepositoryException exception) when (exception.Reason == Reasons.MalformedRepository && !_repository.IsNew)
        {
            // Our copy may be what is broken, as after a power failure: a new one tells.
            _repository.Dispose();
            _repository = await _open(true);
            return await ReadCopyAsync();
        }
    }

    public void Dispose() => _repository.Dispose();

    /// <summary>Reads a repository that is open.</summary>
    /// <param name="address">The repository.</param>
    /// <param name="repository">Where its copy is.</param>
    /// <param name="readsSources">Whether its source code is wanted, too.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<Checkout> ReadAsync(RepositoryAddress address, CachedRepository repository, bool readsSources, CancellationToken cancellation)
    {
        using var reader = ObjectReaders.Best.Open(repository.Folder);
        var commit = await reader.CommitAsync(repository.Folder, repository.Tip.ObjectName, cancellation)
            ?? throw new RepositoryException(Reasons.MalformedRepository, Messages.NoCommit(repository.Tip.Name));

        bool IsWanted(string name) => ManifestNames.IsManifest(name) || (readsSources && (SourceNames.IsRead(name) || SourceNames.IsPicture(name)));
        var files = await reader.FilesAsync(repository.Folder, commit, ManifestNames.IsSearched, IsWanted, cancellation);
        var entries = files.OrderBy(entry => entry.Path, StringComparer.Ordinal).ToList();
        var found = entries.Where(entry => ManifestNames.IsManifest(Path.GetFileName(entry.Path))).ToLookup(entry => Refusal(entry) is null);
        var allowance = new SourceAllowance();
        var code = entries.Where(entry => entry.IsFile && SourceNames.IsReadAt(entry.Path)).ToLookup(entry => allowance.Takes(entry.Size));

        var contents = await reader.ContentsAsync(repository.Folder, [.. found[true], .. code[true]], cancellation);
        return new Checkout(Origin(address, repository), new CheckoutFiles
        {
            Commit = commit,
            Manifests = [.. found[true].Zip(contents, (entry, content) => new ManifestFile(entry.Path, entry.Mode, content))],
            Sources =
            [
                .. code[true].Zip(contents.Skip(found[true].Count()), (entry, content) => new SourceFile(entry.Path, content)),
                .. code[false].Where(entry => entry.Size > SourceNames.MaximumLength).Select(entry => new SourceFile(entry.Path, Content: null)),
            ],
            Pictures = readsSources ? [.. entries.Select(entry => entry.Path).Where(SourceNames.IsPicture)] : null,
            Findings = [.. found[false].Select(entry => Refusal(entry)!), .. allowance.Findings],
        });
    }

    private static CheckoutOrigin Origin(RepositoryAddress address, CachedRepository repository) => new()
    {
        Repository = address.Identity,
        HasRemote = address.Kind == AddressKind.Git,
        Branch = repository.Tip.Name,
        Tip = repository.Tip.ObjectName,
        Findings = repository.Findings,
    };

    private static Finding? Refusal(TreeEntry entry) => entry switch
    {
        { Mode: "120000" } => CheckoutFindings.IsLink(entry.Path),
        { IsFile: false } => CheckoutFindings.IsNoFile(entry.Path),
        { Size: > SourceText.MaximumLength } => CheckoutFindings.TooLarge(entry.Path, entry.Size, SourceText.MaximumLength),
        _ => null,
    };
}

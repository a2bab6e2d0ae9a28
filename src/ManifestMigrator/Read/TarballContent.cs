using System.Formats.Tar;
using System.IO.Compression;
using ManifestMigrator.Disk;
using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Text;

namespace ManifestMigrator.Read;

/// <summary>The manifests of a tarball. It is read once from its beginning to its end, and nothing of it is written anywhere.</summary>
internal sealed class TarballContent
{
    private readonly List<(TarballPath Path, ManifestFile? File, Finding? Finding)> _found = [];
    private readonly List<(TarballPath Path, byte[]? Content)> _code = [];
    private readonly List<TarballPath> _pictures = [];
    private readonly SourceAllowance _allowance = new();
    private readonly List<Finding> _findings = [];
    private string? _root;
    private bool _hasSeveralRoots;

    private TarballContent()
    {
    }

    /// <summary>In ordinal order of their paths. A folder around everything, as npm and the hosts pack it, is no part of the path.</summary>
    public IReadOnlyList<ManifestFile> Manifests =>
        [.. Found.Where(found => found.File is not null).Select(found => found.File! with { Path = found.Path.From(IsRootSkipped) })];

    /// <summary>Source code, in ordinal order of its paths.</summary>
    public IReadOnlyList<SourceFile> Sources =>
    [
        .. _code.Where(code => SourceNames.IsReadAt(code.Path.From(IsRootSkipped)))
            .GroupBy(code => code.Path.From(IsRootSkipped), StringComparer.Ordinal)
            .Select(group => new SourceFile(group.Key, group.Last().Content))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>Paths of pictures.</summary>
    public IReadOnlyList<string> Pictures =>
        [.. _pictures.Select(path => path.From(IsRootSkipped)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What was seen about files that were not read.</summary>
    public IReadOnlyList<Finding> Findings =>
        [.. _findings, .. Found.Where(found => found.Finding is not null).Select(found => found.Finding!), .. _allowance.Findings];

    private bool IsRootSkipped => !_hasSeveralRoots;

    /// <summary>Of two entries of one name the last counts, as it does when a tarball is unpacked.</summary>
    private IEnumerable<(TarballPath Path, ManifestFile? File, Finding? Finding)> Found => _found
        .Where(found => found.Path.IsSearched(IsRootSkipped))
        .GroupBy(found => found.Path.From(isRootSkipped: false), StringComparer.Ordinal)
        .Select(group => group.Last())
        .OrderBy(found => found.Path.From(isRootSkipped: false), StringComparer.Ordinal);

    /// <param name="gzip">The packed bytes.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RepositoryException">It is malformed or too large.</exception>
    public static async Task<TarballContent> ReadAsync(Stream gzip, TarballLimits limits, CancellationToken cancellation)
    {
        var content = new TarballContent();
        try
        {
            await using var unpacked = new GZipStream(new LimitedStream(gzip, limits.Bytes), CompressionMode.Decompress);
            await using var tar = new TarStream(unpacked, limits.Bytes);
            await content.AddAllAsync(tar, limits.Entries, cancellation);
            // The checksum stands at the end. A gzip that was cut off ends without an error.
            await tar.CopyToAsync(Stream.Null, cancellation);
            if (!tar.IsWhole)
                throw new RepositoryException(Reasons.MalformedRepository, Messages.TarballCut);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException or ArgumentException
            or OverflowException or InvalidOperationException or NotSupportedException)
        {
            // All of these are what the readers say about bytes that are no archive.
            throw new RepositoryException(Reasons.MalformedRepository, Messages.TarballMalformed);
        }
        return content;
    }

    private async Task AddAllAsync(TarStream tar, int maximum, CancellationToken cancellation)
    {
        await using var reader = new TarReader(tar, leaveOpen: true);
        for (var count = 1; await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry; count++)
        {
            if (count > maximum)
                throw new RepositoryException(Reasons.RepositoryTooLarge, Messages.TarballTooManyEntries(maximum));
            if (entry.Name.Length > TarStream.LongestName || entry.LinkName.Length > TarStream.LongestName)
                throw new RepositoryException(Reasons.MalformedRepository, Messages.TarballName);
            if (entry.EntryType != TarEntryType.GlobalExtendedAttributes)
                await AddAsync(entry, cancellation);
        }
    }

    private async Task AddAsync(TarEntry entry, CancellationToken cancellation)
    {
        var isManifest = entry.EntryType != TarEntryType.Directory && ManifestNames.IsManifest(entry.Name[(entry.Name.LastIndexOf('/') + 1)..]);
        if (TarballPath.Parse(entry.Name) is not { } path)
        {
            if (isManifest)
                _findings.Add(CheckoutFindings.OutsideTarball(entry.Name));
            return;
        }
        _hasSeveralRoots |= (_root ??= path.Root) != path.Root || (path.IsAtTop && entry.EntryType != TarEntryType.Directory);
        if (SourceNames.IsPicture(entry.Name))
            _pictures.Add(path);
        else if (!isManifest)
            await AddCodeAsync(entry, path, cancellation);
        else
            _found.Add(Refusal(entry, path) is { } finding ? (path, null, finding) : (path, await FileAsync(entry, path, cancellation), null));
    }

    private async Task AddCodeAsync(TarEntry entry, TarballPath path, CancellationToken cancellation)
    {
        // Which folder is around everything is known at the end; here one is taken for it.
        if (!IsFile(entry) || !SourceNames.IsReadAt(path.From(isRootSkipped: true)))
            return;
        var takes = _allowance.Takes(entry.Length);
        if (!_allowance.IsSpent)
            _code.Add((path, takes ? await ContentAsync(entry, cancellation) : null));
    }

    private static Finding? Refusal(TarEntry entry, TarballPath path) => entry switch
    {
        { EntryType: TarEntryType.SymbolicLink or TarEntryType.HardLink } => CheckoutFindings.IsLink(path.From(isRootSkipped: false)),
        _ when !IsFile(entry) => CheckoutFindings.IsNoFile(path.From(isRootSkipped: false)),
        { Length: > SourceText.MaximumLength } => CheckoutFindings.TooLarge(path.From(isRootSkipped: false), entry.Length, SourceText.MaximumLength),
        _ => null,
    };

    private static bool IsFile(TarEntry entry) => entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;

    private static async Task<ManifestFile> FileAsync(TarEntry entry, TarballPath path, CancellationToken cancellation) =>
        new(path.From(isRootSkipped: false), entry.Mode.HasFlag(UnixFileMode.UserExecute) ? "100755" : "100644", await ContentAsync(entry, cancellation));

    private static async Task<byte[]> ContentAsync(TarEntry entry, CancellationToken cancellation)
    {
        var content = new byte[entry.Length];
        if (entry.DataStream is { } data)
            await data.ReadExactlyAsync(content, cancellation);
        return content;
    }
}

/// <summary>What a tarball may cost.</summary>
/// <param name="Bytes">Bytes that are downloaded, and bytes that they may unpack to.</param>
internal sealed record TarballLimits(long Bytes)
{
    /// <summary>Files, folders and links in it.</summary>
    public int Entries { get; init; } = 200_000;
}

/// <summary>The name of an entry of a tarball.</summary>
/// <param name="Path">Names with single slashes between them.</param>
internal sealed record TarballPath(string Path)
{
    /// <summary>The folder or file at the top of the tarball that it is in.</summary>
    public string Root => IsAtTop ? Path : Path[..Path.IndexOf('/', StringComparison.Ordinal)];

    public bool IsAtTop => !Path.Contains('/', StringComparison.Ordinal);

    /// <summary>Reads the name of an entry; <see langword="null"/> when it leads out of the tarball, or names nothing.</summary>
    public static TarballPath? Parse(string name)
    {
        string[] parts = [.. name.Split('/').Where(part => part is not ("" or "."))];
        return parts.Length == 0 || name.StartsWith('/') || parts.Contains("..", StringComparer.Ordinal) || name.Any(letter => letter == '\\' || char.IsControl(letter))
            ? null
            : new TarballPath(string.Join('/', parts));
    }

    /// <summary>Whether manifests are looked for where this is.</summary>
    /// <param name="isRootSkipped">Whether the folder at the top does not count.</param>
    public bool IsSearched(bool isRootSkipped) => (!isRootSkipped || !IsAtTop) && From(isRootSkipped).Split('/')[..^1].All(ManifestNames.IsSearched);

    /// <summary>The path with forward slashes.</summary>
    /// <param name="isRootSkipped">Whether the folder at the top is left out; a file at the top has no other name.</param>
    public string From(bool isRootSkipped) => isRootSkipped && !IsAtTop ? Path[(Path.IndexOf('/', StringComparison.Ordinal) + 1)..] : Path;
}

using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode;

/// <summary>Compares manifests with the files that are packaged with them. Such problems are older than the migration, so none blocks it.</summary>
internal sealed class Packaging
{
    private static readonly string[] CopyPlugins = ["CopyPlugin", "CopyWebpackPlugin"];
    private static readonly string[] ManifestWords = ["manifest", "konnector"];

    private readonly SourceTree _tree;
    private readonly ILookup<string, string>? _pictures;

    /// <param name="tree">The code of the repository.</param>
    /// <param name="pictures">Paths of its pictures; <see langword="null"/> when they were not looked for.</param>
    public Packaging(SourceTree tree, IReadOnlyList<string>? pictures)
    {
        _tree = tree;

        // Where there is nothing but manifests, no konnector is built.
        var isAlone = tree.Files.Count == 0 && pictures?.Count == 0;
        _pictures = isAlone ? null : pictures?.ToLookup(SourceNames.Name, StringComparer.Ordinal);
    }

    public IEnumerable<Finding> Findings(KonnectorCode konnector) =>
        [.. IconFindings(konnector), .. VersionFindings(konnector), .. CopyFindings(konnector)];

    /// <summary>The icon of a manifest is its path in the build, which takes it from any folder of the sources.</summary>
    private IEnumerable<Finding> IconFindings(KonnectorCode konnector)
    {
        if (_pictures is null || konnector.Manifest["icon"]?.AsString() is not { Length: > 0 } icon || icon.Contains(':', StringComparison.Ordinal))
            return [];

        var path = icon.StartsWith("./", StringComparison.Ordinal) ? icon[2..] : icon.TrimStart('/');
        return !SourceNames.IsPicture(path)
            || _pictures[SourceNames.Name(path)].Any(picture => picture == path || picture.EndsWith($"/{path}", StringComparison.Ordinal))
            ? []
            : [SourceFindings.IconMissing(path)];
    }

    /// <summary>The manifest and <c>package.json</c> both have a version.</summary>
    private IEnumerable<Finding> VersionFindings(KonnectorCode konnector) =>
        konnector.Manifest["version"]?.AsString() is { } version && _tree.Package(konnector.Path)?.Version is { } packaged && version != packaged
            ? [SourceFindings.VersionDiffers(version, packaged)]
            : [];

    /// <summary>A build that copies files one by one and omits the manifest makes a package that cannot be installed.</summary>
    private IEnumerable<Finding> CopyFindings(KonnectorCode konnector)
    {
        var builds = _tree.CodeIn(konnector.Folder).Where(file => SourceNames.IsBuild(file.Path)).ToList();
        return builds.Find(file => CopiesFiles(file.Tokens)) is { } build
            && !builds.Exists(file => NamesManifest(file.Tokens))
            && !ScriptsNameIt(konnector)
            ? [SourceFindings.NotCopied(build.Path)]
            : [];
    }

    private static bool CopiesFiles(TokenList tokens) =>
        Enumerable.Range(0, tokens.Count).Any(i => tokens.Is(i, "new") && tokens.IsAny(i + 1, CopyPlugins));

    /// <summary>Whether a text names it, or something that may bring it along, such as a shared configuration.</summary>
    private static bool NamesManifest(TokenList tokens) =>
        Enumerable.Range(0, tokens.Count).Any(i => tokens.IsText(i)
            && Array.Exists(ManifestWords, word => tokens.Word(i).Contains(word, StringComparison.Ordinal)));

    private bool ScriptsNameIt(KonnectorCode konnector) =>
        _tree.Package(konnector.Path)?.Entries.Any(entry => entry.Contains(ManifestWords[0], StringComparison.Ordinal)) == true;
}

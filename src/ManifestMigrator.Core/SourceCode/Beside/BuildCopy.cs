using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode.Lexing;
using ManifestMigrator.SourceCode.Modules;
using ManifestMigrator.SourceCode.Tree;

namespace ManifestMigrator.SourceCode.Beside;

/// <summary>A build that copies files one by one and forgets the manifest: nobody can install what it makes.</summary>
internal static class BuildCopy
{
    private static readonly string[] Plugins = ["CopyPlugin", "CopyWebpackPlugin"];
    private static readonly string[] Signs = ["manifest", "konnector"];

    public static IEnumerable<Finding> Findings(Konnector konnector, SourceTree tree)
    {
        var builds = tree.Code.Where(file => SourceNames.IsBuild(file.Path) && ModulePath.Folder(file.Path) == konnector.Folder).ToList();
        return builds.Find(file => Copies(file.Tokens)) is { } build && !builds.Exists(file => NamesManifest(file.Tokens)) && !ScriptsNameIt(konnector, tree)
            ? [SourceFindings.NotCopied(build.Path)]
            : [];
    }

    private static bool Copies(TokenList tokens) => Enumerable.Range(0, tokens.Count).Any(i => tokens.Is(i, "new") && tokens.IsAny(i + 1, Plugins));

    /// <summary>Whether a text names it, or something that may bring it along, such as a shared configuration.</summary>
    private static bool NamesManifest(TokenList tokens) =>
        Enumerable.Range(0, tokens.Count).Any(i => tokens.IsText(i) && Array.Exists(Signs, sign => tokens.Word(i).Contains(sign, StringComparison.Ordinal)));

    private static bool ScriptsNameIt(Konnector konnector, SourceTree tree) =>
        tree.Package(konnector.Path)?.Entries.Any(entry => entry.Contains(Signs[0], StringComparison.Ordinal)) == true;
}

using System.Text;
using ManifestMigrator.Json;
using ManifestMigrator.SourceCode.Modules;

namespace ManifestMigrator.SourceCode.Tree;

/// <summary>A <c>package.json</c>, as far as it can be read.</summary>
/// <param name="Folder">The folder it stands in; empty for the root.</param>
/// <param name="Version">Its version; <see langword="null"/> when it says none.</param>
/// <param name="Libs">The version of cozy-konnector-libs that it asks for; <see langword="null"/> when it says none.</param>
/// <param name="Entries">What may be files that are run or built: words of <c>main</c>, <c>bin</c> and <c>scripts</c>.</param>
internal sealed record Package(string Folder, string? Version, LibsVersion? Libs, IReadOnlyList<string> Entries)
{
    private static readonly string[] Dependencies = ["dependencies", "devDependencies", "peerDependencies"];

    public static Package Read(SourceFile file)
    {
        var root = SyntaxTree.Parse(Encoding.UTF8.GetString(file.Content ?? []).TrimStart('\uFEFF')).Root as ObjectNode;
        var requirement = Dependencies.Select(name => (root?[name] as ObjectNode)?[ModuleList.Libs]?.AsString()).FirstOrDefault(text => text is not null);
        return new Package(
            ModulePath.Folder(file.Path),
            root?["version"]?.AsString(),
            requirement is null ? null : LibsVersion.Parse(requirement),
            [.. Words(root).Distinct(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Words(ObjectNode? root) =>
        from text in Texts(root?["main"]).Concat(Texts(root?["bin"])).Concat(Texts(root?["scripts"]))
        from word in text.Split([' ', '"', '\'', '=', ';'], StringSplitOptions.RemoveEmptyEntries)
        select word;

    private static IEnumerable<string> Texts(SyntaxNode? node) => node switch
    {
        ObjectNode group => group.Members.Select(member => member.Value.AsString()).OfType<string>(),
        not null when node.AsString() is { } text => [text],
        _ => [],
    };
}

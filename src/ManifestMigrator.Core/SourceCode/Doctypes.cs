using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Text;

namespace ManifestMigrator.SourceCode;

/// <summary>The doctypes that code names, by themselves or through a library, for which the manifest asks no permission, or which it does not list.</summary>
internal static class Doctypes
{
    private const string Files = "io.cozy.files";
    private const int MaximumLength = 64;
    private static readonly string[] Owners = ["io.cozy.", "org.fing.", "fr.orange.", "fr.maif."];

    /// <summary>What functions of the libraries store.</summary>
    private static readonly Dictionary<string, string[]> Stored = new(StringComparer.Ordinal)
    {
        ["saveFiles"] = [Files],
        ["saveBills"] = ["io.cozy.bills", Files],
        ["saveIdentity"] = ["io.cozy.identities"],
    };

    public static IEnumerable<Finding> Findings(KonnectorCode konnector, SourceTree tree, ILookup<string, Reference> models)
    {
        var code = konnector.Code.Where(file => tree.IsReachable(file.Path)).ToList();
        var uses = code.SelectMany(Uses)
            .Concat(code.SelectMany(file => models[file.Path]).SelectMany(Uses))
            .ToList();
        var permitted = Permitted(konnector.Manifest["permissions"] as ObjectNode).ToList();
        var listed = Listed(konnector.Before);
        return
        [
            .. Told(uses.Where(use => !permitted.Exists(type => Covers(type, use.Doctype))), SourceFindings.NotPermitted),
            .. Told(uses.Where(use => use.IsStored && listed?.Contains(use.Doctype) == false), SourceFindings.NotListed),
        ];
    }

    /// <summary>Each doctype once, at its first place.</summary>
    private static IEnumerable<Finding> Told(IEnumerable<Use> uses, Func<string, Finding> finding) => uses
        .DistinctBy(use => use.Doctype, StringComparer.Ordinal)
        .Select(use => finding(use.Doctype) with { Path = use.Path, Line = use.Place.Line, Column = use.Place.Column });

    private static IEnumerable<Use> Uses(CodeFile file)
    {
        var tokens = file.Tokens;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.IsText(i) && tokens.Word(i) is var text && IsDoctype(text))
                yield return new Use(text, file.Path, file.Lines.Position(tokens[i].Start), IsStored: false);
            else if (tokens.IsName(i) && tokens.IsCall(i) && Stored.TryGetValue(tokens.Word(i), out var doctypes))
            {
                foreach (var doctype in doctypes)
                    yield return new Use(doctype, file.Path, file.Lines.Position(tokens[i].Start), IsStored: true);
            }
        }
    }

    private static IEnumerable<Use> Uses(Reference model)
    {
        var doctype = model.Replacement[(model.Replacement.LastIndexOf(' ') + 1)..];
        return IsDoctype(doctype) ? [new Use(doctype, model.Path, new LinePosition(model.Line, model.Column), IsStored: true)] : [];
    }

    private static IEnumerable<string> Permitted(ObjectNode? permissions) =>
        from member in permissions?.Members ?? []
        select (member.Value as ObjectNode)?["type"]?.AsString() ?? member.Key;

    /// <summary>Whether a permission is for a doctype; <c>.*</c> at its end is for all below.</summary>
    private static bool Covers(string type, string doctype) =>
        type == doctype || (type.EndsWith(".*", StringComparison.Ordinal) && doctype.StartsWith(type[..^1], StringComparison.Ordinal));

    /// <summary>Whether a text is a name of this form and nothing else; other texts of code are nobody's business.</summary>
    private static bool IsDoctype(string text) =>
        text.Length <= MaximumLength
        && Array.Exists(Owners, owner => text.StartsWith(owner, StringComparison.Ordinal))
        && text.All(character => char.IsAsciiLetterLower(character) || character == '.')
        && text.Split('.') is { Length: > 2 } parts
        && !parts.Contains("", StringComparer.Ordinal);

    /// <summary>What the manifest said before the migration that the konnector retrieves; <see langword="null"/> when it said nothing.</summary>
    private static HashSet<string>? Listed(ObjectNode? manifest) =>
        manifest?["doctypes"] is ArrayNode { Count: > 0 } doctypes ? [.. doctypes.Items.Select(item => item.AsString()).OfType<string>()] : null;

    private sealed record Use(string Doctype, string Path, LinePosition Place, bool IsStored);
}

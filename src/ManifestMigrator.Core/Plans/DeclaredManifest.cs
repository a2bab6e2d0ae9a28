using System.Text.RegularExpressions;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Text;

namespace ManifestMigrator.Plans;

/// <summary>What a konnector's code says, as a manifest of the old form.</summary>
/// <param name="Json">The manifest.</param>
/// <param name="Findings">What the code says and has no place in it, and what it does not say.</param>
internal sealed partial record DeclaredManifest(string Json, IReadOnlyList<Finding> Findings)
{
    /// <summary>Members that version 2 has no place for; all others are functions.</summary>
    private static readonly string[] Dropped = ["description", "color", "customView", "modelNames"];

    public static DeclaredManifest Read(KonnectorDeclaration declaration)
    {
        var said = declaration.Members;
        var findings = new List<Finding>();
        var fields = DeclaredFields.Read(said["fields"] as CodeObject, findings);
        List<(string Key, JsonFragment? Value)> members =
        [
            ("name", Text(said, "name", findings)),
            ("slug", Slug(said, findings)),
            ("type", JsonFragment.String("konnector")),
            ("language", JsonFragment.String("node")),
            ("vendorLink", VendorLink(said, findings)),
            ("category", Text(said, "category", findings)),
            ("dataType", Texts(said, "dataType", findings)),
            ("fields", fields.Value),
            ("frequency", fields.Frequency is { } frequency ? JsonFragment.String(frequency) : null),
        ];
        if (fields.Value is null)
            findings.Add(DraftFindings.NotTaken(said["fields"], "fields"));
        if (said["connectUrl"] is not null)
            findings.Add(DraftFindings.OAuth());
        findings.AddRange(Dropped.Where(key => said[key] is not null).Select(DraftFindings.Dropped));
        findings.Add(DraftFindings.Permissions(Models(said["models"])));
        return new DeclaredManifest(Written(members), findings);
    }

    private static JsonFragment? Text(CodeObject said, string key, List<Finding> findings)
    {
        if (said[key] is CodeText text)
            return JsonFragment.String(text.Value);
        findings.Add(DraftFindings.NotTaken(said[key], key));
        return null;
    }

    private static JsonFragment? Texts(CodeObject said, string key, List<Finding> findings)
    {
        if (said[key] is CodeArray array && array.Items.All(item => item is CodeText))
            return JsonFragment.Array([.. array.Items.Cast<CodeText>().Select(item => JsonFragment.String(item.Value))]);
        findings.Add(DraftFindings.NotTaken(said[key], key));
        return null;
    }

    /// <summary>A konnector without a slug was identified by its name.</summary>
    private static JsonFragment? Slug(CodeObject said, List<Finding> findings)
    {
        if (said["slug"] is not null || said["name"] is not CodeText name || !name.Value.All(char.IsAscii))
            return Text(said, "slug", findings);

        var slug = NoLetters().Replace(name.Value.ToLowerInvariant(), "_").Trim('_');
        findings.Add(DraftFindings.SlugOfName(slug));
        return JsonFragment.String(slug);
    }

    private static JsonFragment? VendorLink(CodeObject said, List<Finding> findings)
    {
        if (said["vendorLink"] is not CodeText link || link.Value.Length == 0 || link.Value.Contains("://", StringComparison.Ordinal))
            return Text(said, "vendorLink", findings);

        findings.Add(DraftFindings.LinkWithoutScheme(link.Value));
        return JsonFragment.String("https://" + link.Value);
    }

    /// <summary>The names of the models, without their texts and code.</summary>
    private static IEnumerable<string> Models(CodeValue? models) => (models switch
    {
        CodeArray array => array.Items,
        CodeObject @object => @object.Members.Select(member => member.Value),
        _ => [],
    }).OfType<CodeComputed>().Select(model => model.Name).Where(name => name.Length > 0);

    private static string Written(IEnumerable<(string Key, JsonFragment? Value)> members)
    {
        var document = SyntaxTree.Parse("{}");
        var editor = new JsonEditor();
        foreach (var (key, value) in members.Where(member => member.Value is not null))
            editor.InsertLast((ObjectNode)document.Root!, key, value!);
        return TextEdits.Apply(document.Text, editor.Edits()) + "\n";
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NoLetters();
}

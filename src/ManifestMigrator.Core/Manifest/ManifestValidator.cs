using System.Globalization;
using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest;

/// <summary>
/// Says what keeps a manifest from being a good version 2 manifest. What a reader refuses or misreads is an error, and the hint
/// names the reader; what only the specification asks for is a warning.
/// </summary>
internal static class ManifestValidator
{
    private const string Files = "io.cozy.files";

    /// <summary>Everything, in the order of the text. Without an error, today's readers understand the manifest.</summary>
    /// <param name="document">Strict JSON.</param>
    public static IEnumerable<PlacedFinding> Validate(SyntaxTree document)
    {
        if (document.Root is not ObjectNode manifest)
            return [ManifestFindings.NotAnObject(document.Root)];

        var fields = manifest["fields"] as ObjectNode;
        var permissions = manifest["permissions"] as ObjectNode;
        var locales = manifest["locales"] as ObjectNode;
        return ((IEnumerable<PlacedFinding>)
        [
            .. document.DuplicateMembers().Select(ManifestFindings.Duplicate),
            .. Manifest(manifest),
            .. Fields(fields, manifest),
            .. Optional(manifest["oauth"] as ObjectNode, "/oauth"),
            .. Optional(manifest["developer"] as ObjectNode, "/developer"),
            .. Objects(manifest["folders"]).SelectMany(folder => Properties(folder, "/folders/*")),
            .. Permissions(permissions),
            .. Locales(locales, manifest["fields"], manifest["permissions"]),
            .. Messages(manifest["messages"], locales),
            .. Languages(manifest["langs"], manifest["locales"]),
        ]).OrderBy(finding => finding.Offset);
    }

    private static IEnumerable<PlacedFinding> Manifest(ObjectNode manifest) =>
    [
        .. Properties(manifest, ""),
        .. ManifestFindings.Required.SelectMany(property => Missing(manifest, property)),
        .. manifest.Members.Where(member => KnownProperties.AppsOnly.Has(member.Key) && member.Value is not ContainerNode { Count: 0 }).Select(ManifestFindings.AppProperty),
        .. Words(manifest["categories"], Vocabulary.Categories, ManifestFindings.UnknownCategory),
        .. Items(manifest["categories"]).Where(item => item.AsString() == "others").Select(ManifestFindings.CategoryOthers),
        .. Words(manifest["data_types"], Vocabulary.DataTypes, ManifestFindings.UnknownDataType),
        .. Word(manifest["frequency"], Vocabulary.Frequencies, ManifestFindings.UnknownFrequency),
        .. When(manifest["type"], node => node.AsString() is { } type && type != "konnector", ManifestFindings.UnknownType),
        .. When(manifest["version"], node => node.AsString() is { Length: > 0 } version && !IsVersion(version), ManifestFindings.Version),
        .. When(manifest["slug"], node => node.AsString() is { Length: > 0 } slug && !IsSlug(slug), ManifestFindings.Slug),
        .. When(manifest["manifest_version"], node => node.AsString() is { } version && version != "2", ManifestFindings.ManifestVersion),
        .. When(manifest["time_interval"], node => !IsInterval(node), ManifestFindings.TimeInterval),
        .. When(manifest["uuid"], node => node.AsString() is not { } uuid || !IsUuid(uuid), ManifestFindings.Uuid),
        .. When(manifest["vendor_link"], node => node.AsString() is { } link && !IsWebAddress(link), ManifestFindings.VendorLinkScheme),
        .. When((manifest["oauth"] as ObjectNode)?["scope"], node => node is ArrayNode { Count: > 1 }, ManifestFindings.SplitScope),
        .. manifest.Find("folders") is { } folders && manifest["permissions"] is ObjectNode permissions && !AllowsFiles(permissions) ? [ManifestFindings.FilesPermission(folders)] : Array.Empty<PlacedFinding>(),
    ];

    private static IEnumerable<PlacedFinding> Missing(ObjectNode manifest, RequiredProperty property) => manifest.Find(property.Name) switch
    {
        null => [ManifestFindings.Missing(manifest, property)],
        { } member when member.Value.AsString() is "" || member.Value.IsWritten("null") => [ManifestFindings.Empty(member, property)],
        _ => [],
    };

    /// <summary>The names of fields are free; their properties are not.</summary>
    private static IEnumerable<PlacedFinding> Fields(ObjectNode? fields, ObjectNode manifest)
    {
        foreach (var field in fields?.Members ?? [])
        {
            if (OldProperties.Find("/fields", field.Key) is { } old)
                yield return ManifestFindings.Legacy(field, old, IsHarmlessGroup(field, manifest));
            else if (field.Value is not ObjectNode properties)
                yield return ManifestFindings.WrongType(field.Value, new KnownProperty(field.Key, Shape.Object, "cozy-harvest-lib reads only an object."));
            else
            {
                foreach (var finding in Field(properties, HasLabel(field.Key, manifest["locales"] as ObjectNode)))
                    yield return finding;
            }
        }
    }

    /// <summary>Whether a locale has a label for a field: readers take it before they look at <c>label</c>.</summary>
    private static bool HasLabel(string field, ObjectNode? locales) =>
        locales?.Members.Any(locale => (((locale.Value as ObjectNode)?["fields"] as ObjectNode)?[field] as ObjectNode)?["label"] is not null) == true;

    /// <summary>Whether a group of advanced fields only asks for the folder that <c>folders</c> names.</summary>
    private static bool IsHarmlessGroup(ObjectMember field, ObjectNode manifest) =>
        manifest["folders"] is ArrayNode { Count: > 0 } && field.Value is ObjectNode group && group.Members.All(member => member.Key == "folderPath");

    private static IEnumerable<PlacedFinding> Field(ObjectNode field, bool hasLabel) =>
    [
        .. Properties(field, "/fields/*"),
        .. field.Find("type") is null && field.Find("accountFormat") is null ? [ManifestFindings.FieldType(field)] : Array.Empty<PlacedFinding>(),
        .. Word(field["type"], Vocabulary.FieldTypes, ManifestFindings.UnknownFieldType),
        .. When(field["label"], node => !hasLabel && node.AsString() is { } label && !Vocabulary.Labels.Has(label), ManifestFindings.FreeLabel),
        .. field.Find("identifier") is { } identifier ? [ManifestFindings.Identifier(identifier)] : Array.Empty<PlacedFinding>(),
    ];

    /// <summary>The names of permissions are free.</summary>
    private static IEnumerable<PlacedFinding> Permissions(ObjectNode? permissions)
    {
        foreach (var permission in permissions?.Members ?? [])
        {
            if (permission.Value is not ObjectNode properties)
            {
                yield return ManifestFindings.WrongType(permission.Value, new KnownProperty(permission.Key, Shape.Object, KnownProperties.Stack));
                continue;
            }
            foreach (var finding in Properties(properties, "/permissions/*"))
                yield return finding;
            if (properties["type"] is not { } type || type.IsWritten("null"))
                yield return ManifestFindings.PermissionType(properties);
            if (Items(properties["verbs"]).All(verb => verb.AsString() != "ALL"))
            {
                foreach (var finding in Words(properties["verbs"], Vocabulary.Verbs, ManifestFindings.UnknownVerb))
                    yield return finding;
            }
        }
    }

    /// <summary>Whether a permission is for files, or may be: one without a type is a finding of its own.</summary>
    private static bool AllowsFiles(ObjectNode permissions) => permissions.Members.Any(permission =>
        (permission.Value as ObjectNode)?["type"]?.AsString() is not { } type || (type == Files || type.StartsWith(Files + ".", StringComparison.Ordinal)));

    private static IEnumerable<PlacedFinding> Locales(ObjectNode? locales, SyntaxNode? fields, SyntaxNode? permissions)
    {
        foreach (var locale in locales?.Members ?? [])
        {
            if (locale.Value is not ObjectNode texts)
            {
                yield return ManifestFindings.WrongType(locale.Value, new KnownProperty(locale.Key, Shape.Object, KnownProperties.Registry));
                continue;
            }
            foreach (var finding in Properties(texts, "/locales/*"))
                yield return finding;
        }
        foreach (var orphan in Orphans(locales, "fields", fields, "field").Concat(Orphans(locales, "permissions", permissions, "permission")))
            yield return orphan;
    }

    /// <summary>
    /// Texts of what is not there: one finding for a name, however many locales have it. Of names in something else than an object the one
    /// finding about that is enough.
    /// </summary>
    private static IEnumerable<PlacedFinding> Orphans(ObjectNode? locales, string part, SyntaxNode? names, string what) => names is not (null or ObjectNode)
        ? []
        : (locales?.Members ?? [])
            .SelectMany(locale => (((locale.Value as ObjectNode)?[part] as ObjectNode)?.Members ?? []).Select(text => new { locale.Key, Text = text }))
            .Where(found => (names as ObjectNode)?.Find(found.Text.Key) is null)
            .GroupBy(found => found.Text.Key, StringComparer.Ordinal)
            .Select(found => ManifestFindings.Orphan(found.First().Text, what, found.Select(text => text.Key).Distinct(StringComparer.Ordinal)));

    private static IEnumerable<PlacedFinding> Messages(SyntaxNode? messages, ObjectNode? locales) =>
        from item in Items(messages)
        let message = item.AsString()
        where message is not null && locales?.Members.Any(locale => ((locale.Value as ObjectNode)?["messages"] as ObjectNode)?[message] is not null) is not true
        select ManifestFindings.MessageText(item, message);

    /// <summary>Languages without texts; of locales that are no object the one finding about that is enough.</summary>
    private static IEnumerable<PlacedFinding> Languages(SyntaxNode? langs, SyntaxNode? locales) =>
        from item in Items(langs)
        let language = item.AsString()
        where language is not null && locales is null or ObjectNode && (locales as ObjectNode)?.Find(language) is null
        select ManifestFindings.LocaleMissing(item, language);

    private static IEnumerable<PlacedFinding> Optional(ObjectNode? parent, string place) => parent is null ? [] : Properties(parent, place);

    /// <summary>Old, misshapen and unknown properties of an object of a known kind.</summary>
    private static IEnumerable<PlacedFinding> Properties(ObjectNode parent, string place)
    {
        var known = KnownProperties.At(place)!;
        foreach (var member in parent.Members)
        {
            if (OldProperties.Find(place, member.Key) is { IsRenamed: true } renamed && parent[renamed.Successor] is { } successor)
                yield return ManifestFindings.Superseded(member, renamed, JsonEquality.AreEqual(member.Value, successor));
            else if (OldProperties.Find(place, member.Key) is { } old)
                yield return ManifestFindings.Legacy(member, old, old.Honours is { } honoured && (honoured.Fits(member.Value) || member.Value.AsString() == "true"));
            else if (known[member.Key] is not { } property)
                yield return ManifestFindings.UnknownProperty(member, known.Names.Nearest(member.Key));
            else if (!property.Shape.Fits(member.Value) && !(member.Value.IsWritten("null") && IsRequired(place, member.Key)))
                yield return ManifestFindings.WrongType(member.Value, property);
        }
    }

    /// <summary>Whether readers take <c>null</c> for a property that is missing, which is a finding of its own.</summary>
    private static bool IsRequired(string place, string key) =>
        place.Length == 0 ? ManifestFindings.Required.Any(required => required.Name == key) : place == "/permissions/*" && key == "type";

    private static IEnumerable<PlacedFinding> Words(SyntaxNode? array, WordList words, Func<SyntaxNode, string, string?, PlacedFinding> finding) =>
        Items(array).SelectMany(item => Word(item, words, finding));

    private static IEnumerable<PlacedFinding> Word(SyntaxNode? node, WordList words, Func<SyntaxNode, string, string?, PlacedFinding> finding) =>
        node?.AsString() is { } word && !words.Has(word) ? [finding(node, word, words.Nearest(word))] : [];

    private static IEnumerable<PlacedFinding> When(SyntaxNode? node, Func<SyntaxNode, bool> isWrong, Func<SyntaxNode, PlacedFinding> finding) =>
        node is not null && isWrong(node) ? [finding(node)] : [];

    private static IReadOnlyList<SyntaxNode> Items(SyntaxNode? array) => (array as ArrayNode)?.Items ?? [];

    private static IEnumerable<ObjectNode> Objects(SyntaxNode? array) => Items(array).OfType<ObjectNode>();

    private static bool IsInterval(SyntaxNode node) =>
        node is ArrayNode { Items: [var from, var to] } && Hour(from) is { } start && Hour(to) is { } end && start >= 0 && start < end && end <= 24;

    private static double? Hour(SyntaxNode node) =>
        Shape.Number.Fits(node) && double.TryParse(node.Text, CultureInfo.InvariantCulture, out var hour) ? hour : null;

    /// <summary>Whether a text is a UUID as a manifest has it: 32 lower-case hex digits, without dashes.</summary>
    public static bool IsUuid(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether the registry takes a version: three numbers, alone or with <c>-beta.</c> and a number or <c>-dev.</c> and a commit.</summary>
    private static bool IsVersion(string version) =>
        version.Split('-', 2) is [var stable, .. var suffix]
            && stable.Split('.') is { Length: 3 } numbers
            && numbers.All(IsVersionNumber)
            && (suffix is not [var release] || IsBeta(release) || IsOfTrunk(release));

    private static bool IsVersionNumber(string number) => number.Length is > 0 and < 6 && number.All(char.IsAsciiDigit) && (number[0] != '0' || number.Length == 1);

    private static bool IsBeta(string release) => release.Split('.', 2) is ["beta", var number] && IsVersionNumber(number);

    private static bool IsOfTrunk(string release) => release.Split('.', 2) is ["dev", { Length: > 0 and <= 40 } commit] && commit.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether the registry takes a slug.</summary>
    private static bool IsSlug(string slug) => slug.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static bool IsWebAddress(string link) =>
        link.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || link.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}

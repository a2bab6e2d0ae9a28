using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Readers;

/// <summary>A konnector as the readers of manifests see it today: cozy-client, cozy-harvest-lib, cozy-stack, the registry.</summary>
/// <remarks>Reads one manifest and knows nothing of rules, so that a comparison of two notices what rules do.</remarks>
/// <param name="Schedule">When it runs.</param>
/// <param name="Fields">The inputs of its account form, in their order.</param>
/// <param name="Traits">All that readers take from the manifest, each thing once.</param>
internal sealed record Konnector(Schedule Schedule, IReadOnlyList<AccountField> Fields, IReadOnlyList<Trait> Traits)
{
    private const string DefaultFolder = "$administrative/$konnector/$account";

    /// <summary>Members that no reader looks at yet.</summary>
    private static readonly WordList ReadByNobody = new("manifest_version", "uuid");

    /// <summary>Members that are handled separately.</summary>
    private static readonly WordList ReadApart = new(
        "categories", "data_types", "fields", "folders", "frequency", "locales", "oauth", "permissions", "time_interval");

    /// <summary>The specification alone asks for these.</summary>
    private static readonly WordList Unread = new("doctypes", "langs", "tags");

    private static readonly string[] ReadOfPermission = ["type", "verbs", "values", "selector"];

    /// <summary>What readers take from a manifest.</summary>
    public static Konnector Read(ObjectNode manifest)
    {
        var schedule = Schedule.Read(manifest);
        var inputs = AccountForm.Read(manifest);
        return new Konnector(
            schedule,
            [.. inputs.Select(input => input.Field)],
            [
                .. KnownProperties.Manifest.Names.Words.Where(name => !ReadApart.Has(name) && !ReadByNobody.Has(name)).Select(name => Member(manifest, name)),
                new(Aspect.Data, "the categories", Categories(manifest), "/categories"),
                new(Aspect.Data, "the data types", DataTypes(manifest["data_types"]), "/data_types"),
                new(Aspect.Folders, "the destination folder", Folder(manifest), "/folders"),
                .. schedule.Traits(),
                .. AccountForm.Traits(inputs),
                .. OAuth(manifest),
                .. Permissions(manifest["permissions"]),
                .. Texts(manifest),
            ]);
    }

    /// <summary>Whether a place is a member of the manifest that no reader looks at yet.</summary>
    public static bool IsReadByNobody(string pointer) => JsonPointer.Split(pointer) is [var name] && ReadByNobody.Has(name);

    /// <summary>What a member is about whose value is used as written, or with a default.</summary>
    private static Aspect AspectOf(string name) => name switch
    {
        "slug" or "editor" => Aspect.Identity,
        "name" or "name_prefix" or "short_description" or "long_description" or "langs" or "messages" => Aspect.Texts,
        "vendor_link" or "source" or "icon" or "screenshots" or "partnership" or "terms" or "developer" => Aspect.Links,
        "doctypes" or "license" or "qualification_labels" or "tags" or "features" or "version" => Aspect.Data,
        _ => Aspect.Kind,
    };

    private static Trait Member(ObjectNode manifest, string name) =>
        new(AspectOf(name), $"'{name}'", Value(manifest[name], name), $"/{name}") { IsRead = !Unread.Has(name) };

    /// <summary>What counts of a value: some have a default, of some only two members are read.</summary>
    private static string Value(SyntaxNode? node, string name) => name switch
    {
        "language" => node?.AsString() ?? "node",
        "clientSide" => node is null ? "false" : PlainValue.Write(node),
        "developer" when node is ObjectNode developer => $"{PlainValue.Write(developer["name"])} {PlainValue.Write(developer["url"])}",
        _ => PlainValue.Write(node),
    };

    /// <summary>cozy-client takes the array or, without one, a single word under the old name, and drops what it does not know.</summary>
    private static string Categories(ObjectNode manifest)
    {
        var words = PlainValue.IsTruthy(manifest["categories"]) ? Words(manifest["categories"])
            : manifest["category"]?.AsString() is { } single ? [single]
            : [];
        return Set(words.Where(Vocabulary.CategoriesOfReaders.Has).DefaultIfEmpty("others"));
    }

    private static string DataTypes(SyntaxNode? types) => types is ArrayNode array ? Set(array.Items.Select(PlainValue.Write)) : PlainValue.Write(types);

    /// <summary>The folders of <c>folders</c>; without it, two readers look for a field that asked for one, each under its own spelling.</summary>
    private static string Folder(ObjectNode manifest)
    {
        if (manifest["folders"] is { } folders)
        {
            var paths = (folders as ArrayNode)?.Items.Select(item => (item as ObjectNode)?["defaultDir"]?.AsString() ?? DefaultFolder) ?? [];
            return string.Join(", ", paths.DefaultIfEmpty(DefaultFolder));
        }

        var fields = manifest["fields"] as ObjectNode;
        return AsksForFolder(fields?["advancedFields"]) || AsksForFolder(fields?["advanced_fields"]) ? DefaultFolder : "";
    }

    private static bool AsksForFolder(SyntaxNode? advanced) => advanced is ObjectNode group && group["folderPath"] is not null;

    private static IEnumerable<Trait> OAuth(ObjectNode manifest)
    {
        var oauth = manifest["oauth"] as ObjectNode;
        var accountType = oauth?["account_type"]?.AsString();
        return
        [
            new(Aspect.OAuth, "OAuth", PlainValue.IsTruthy(manifest["oauth"]) ? "yes" : "no", "/oauth"),
            new(Aspect.OAuth, "the OAuth scope", PlainValue.Write(oauth?["scope"]), "/oauth/scope"),
            new(Aspect.OAuth, "the account type", accountType == manifest["slug"]?.AsString() ? "" : accountType ?? "", "/oauth/account_type"),
        ];
    }

    private static IEnumerable<Trait> Permissions(SyntaxNode? permissions)
    {
        if (permissions is not ObjectNode map)
            return [new Trait(Aspect.Consent, "the permissions", PlainValue.Write(permissions), "/permissions")];

        return map.Members.DistinctBy(member => member.Key, StringComparer.Ordinal).SelectMany(member => new[]
        {
            new Trait(Aspect.Consent, $"the permission '{member.Key}'", Permission(member.Value), member.Pointer),
            new Trait(
                Aspect.Texts,
                $"the text of the permission '{member.Key}'",
                PlainValue.Write((member.Value as ObjectNode)?["description"]),
                member.Pointer),
        });
    }

    private static string Permission(SyntaxNode permission) => permission is ObjectNode properties
        ? '{' + string.Join(", ", ReadOfPermission.Where(key => properties[key] is not null).Select(key => $"{key}: {PlainValue.Write(properties[key])}")) + '}'
        : PlainValue.Write(permission);

    /// <summary>Every text of the locales that has something to belong to; the labels of fields are traits of the form.</summary>
    private static IEnumerable<Trait> Texts(ObjectNode manifest)
    {
        foreach (var locale in ((manifest["locales"] as ObjectNode)?.Members ?? []).DistinctBy(member => member.Key, StringComparer.Ordinal))
        {
            foreach (var leaf in Leaves(locale.Value, ""))
            {
                if (IsSeen(manifest, JsonPointer.Split(leaf.Path)))
                    yield return new Trait(Aspect.Texts, $"the text '{leaf.Path.TrimStart('/')}' in '{locale.Key}'", PlainValue.Write(leaf.Node), locale.Pointer + leaf.Path);
            }
        }
    }

    private static bool IsSeen(ObjectNode manifest, string[] path) => path switch
    {
        ["fields", _, "label"] => false,
        ["permissions", var name, ..] => (manifest["permissions"] as ObjectNode)?[name] is not null,
        _ => true,
    };

    private static IEnumerable<Leaf> Leaves(SyntaxNode node, string path) => node is ObjectNode @object
        ? @object.Members.DistinctBy(member => member.Key, StringComparer.Ordinal)
            .SelectMany(member => Leaves(member.Value, JsonPointer.Append(path, member.Key)))
        : [new Leaf(path, node)];

    private static IEnumerable<string> Words(SyntaxNode? node) => node switch
    {
        ArrayNode array => array.Items.Select(item => item.AsString()).OfType<string>(),
        _ when node?.AsString() is { } word => [word],
        _ => [],
    };

    /// <summary>Neither the order of the words counts nor how often one is there.</summary>
    private static string Set(IEnumerable<string> words) => string.Join(", ", words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>A value that is not an object.</summary>
    /// <param name="Path">Pointer from the locale to it.</param>
    /// <param name="Node">The value.</param>
    private sealed record Leaf(string Path, SyntaxNode Node);
}

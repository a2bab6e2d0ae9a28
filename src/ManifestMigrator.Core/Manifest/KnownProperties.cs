using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest;

/// <summary>
/// What version 2 and today's readers know: one table of properties for each object of a manifest. From the specification, from
/// what cozy-stack, the registry, cozy-client, cozy-harvest-lib and the flagship app read, and from manifests in production.
/// </summary>
internal static class KnownProperties
{
    public const string Stack = "cozy-stack refuses the whole manifest.";
    public const string Registry = "The registry refuses the whole manifest.";
    public const string Weekly = "cozy-harvest-lib and cozy-stack run the konnector weekly.";

    public static readonly PropertyTable Manifest = new(
        new("aggregator", Shape.Object),
        new("banksTransactionRegExp", Shape.Text),
        new("categories", Shape.Texts, "cozy-client lists the konnector among the others."),
        new("clientSide", Shape.Boolean, Stack),
        new("cookie_domains", Shape.Texts),
        new("data_types", Shape.Texts, "cozy-harvest-lib reads only an array."),
        new("developer", Shape.Object),
        new("doctypes", Shape.Texts),
        new("editor", Shape.Text, Registry),
        new("features", Shape.Texts),
        new("fields", Shape.Object, "cozy-harvest-lib shows no account form."),
        new("folders", Shape.Objects, "cozy-harvest-lib reads the folder from the first object of an array."),
        new("frequency", Shape.Text, Weekly),
        new("icon", Shape.Text, Stack),
        new("id", Shape.Text),
        new("langs", Shape.Texts),
        new("language", Shape.Text, Stack),
        new("license", Shape.Text),
        new("locales", Shape.Object, Registry),
        new("long_description", Shape.Text),
        new("manifest_version", Shape.Text),
        new("messages", Shape.Texts),
        new("name", Shape.Text, Stack),
        new("name_prefix", Shape.Text),
        new("notifications", Shape.Object, Stack),
        new("oauth", Shape.Object),
        new("on_delete_account", Shape.Text, Stack),
        new("parameters", Shape.Object, Stack),
        new("partnership", Shape.Object, Registry),
        new("permissions", Shape.Object, Stack),
        new("qualification_labels", Shape.Texts),
        new("short_description", Shape.Text),
        new("slug", Shape.Text, Registry),
        new("source", Shape.Text, Stack),
        new("tags", Shape.Texts),
        new("terms", Shape.Object, Stack),
        new("time_interval", Shape.Anything),
        new("type", Shape.Text, "cozy-app-publish does not publish it as a konnector."),
        new("uuid", Shape.Anything),
        new("vendor_link", Shape.TextOrTexts),
        new("version", Shape.Text, Registry),
        /* of apps; a konnector may have them */
        new("intents", Shape.Anything),
        new("platforms", Shape.Anything),
        new("routes", Shape.Anything),
        new("screenshots", Shape.Texts, Registry),
        new("services", Shape.Anything));

    public static readonly PropertyTable Field = new(
        new("advanced", Shape.Boolean),
        new("default", Shape.Anything),
        new("description", Shape.Text),
        new("encrypted", Shape.Boolean),
        new("identifier", Shape.Boolean),
        new("label", Shape.Text),
        new("max", Shape.Number),
        new("min", Shape.Number),
        new("options", Shape.Array, "cozy-harvest-lib reads only an array."),
        new("pattern", Shape.Text),
        new("placeholder", Shape.Text),
        new("required", Shape.Boolean, "cozy-client and cozy-harvest-lib take everything but true and false for true."),
        new("role", Shape.Text),
        new("type", Shape.Text));

    public static readonly PropertyTable Locale = new(
        new("changes", Shape.Text),
        new("doctypes", Shape.Object),
        new("fields", Shape.Object),
        new("long_description", Shape.Text),
        new("messages", Shape.Object),
        new("name", Shape.Text),
        new("permissions", Shape.Object),
        new("screenshots", Shape.Texts, Registry),
        new("short_description", Shape.Text));

    public static readonly PropertyTable Permission = new(
        new("description", Shape.Text, Stack),
        new("selector", Shape.Text, Stack),
        new("type", Shape.Text, Stack),
        new("values", Shape.Texts, Stack),
        new("verbs", Shape.Texts, Stack));

    public static readonly PropertyTable OAuth = new(
        new("account_type", Shape.Text),
        new("scope", Shape.TextOrTexts));

    public static readonly PropertyTable Developer = new(
        new("name", Shape.Text),
        new("url", Shape.Text));

    public static readonly PropertyTable Folder = new(
        new KnownProperty("defaultDir", Shape.Text));

    /// <summary>Members that only apps use; no reader uses them in a konnector.</summary>
    public static readonly WordList AppsOnly = new("platforms", "screenshots", "services", "routes", "intents");

    /// <summary>The table of the objects at a place.</summary>
    /// <param name="place">A pointer pattern such as <c>/fields/*</c>; empty for the manifest itself.</param>
    /// <returns><see langword="null"/> where the members are named by people, or nothing is known.</returns>
    public static PropertyTable? At(string place) => place switch
    {
        "" => Manifest,
        "/developer" => Developer,
        "/fields/*" => Field,
        "/folders/*" => Folder,
        "/locales/*" => Locale,
        "/oauth" => OAuth,
        "/permissions/*" => Permission,
        _ => null,
    };

    /// <summary>Whether version 2 has an array at a place.</summary>
    /// <param name="place">The tokens of a pointer or of a pointer pattern.</param>
    public static bool HasArrayAt(IReadOnlyList<string> place) =>
        ShapeAt(place) is { } shape && (shape == Shape.Texts || shape == Shape.Objects || shape == Shape.Array);

    /// <summary>What version 2 has at a place; <see langword="null"/> where nothing is known.</summary>
    /// <param name="place">The tokens of a pointer or of a pointer pattern.</param>
    public static Shape? ShapeAt(IReadOnlyList<string> place) => place switch
    {
        [var key] => Manifest[key]?.Shape,
        [var parent, var key] => At($"/{parent}")?[key]?.Shape,
        [var parent, _, var key] => At($"/{parent}/*")?[key]?.Shape,
        _ => null,
    };
}

/// <summary>A property that version 2 or one of today's readers knows.</summary>
/// <param name="Name">The key.</param>
/// <param name="Shape">What its value must be.</param>
/// <param name="Misread">What a reader, who is named, makes of any other value, as a sentence; empty where no reader minds.</param>
internal sealed record KnownProperty(string Name, Shape Shape, string Misread = "");

/// <summary>The properties of one kind of object.</summary>
internal sealed class PropertyTable(params IReadOnlyList<KnownProperty> properties)
{
    private readonly Dictionary<string, KnownProperty> _byName = properties.ToDictionary(property => property.Name, StringComparer.Ordinal);

    /// <summary>All names, in the order of the table.</summary>
    public WordList Names { get; } = new([.. properties.Select(property => property.Name)]);

    /// <summary>The property of a name, or <see langword="null"/>.</summary>
    public KnownProperty? this[string name] => _byName.GetValueOrDefault(name);

    public bool Has(string name) => _byName.ContainsKey(name);
}

/// <summary>What a value may look like.</summary>
/// <param name="Description">In words, to stand after "must be".</param>
/// <param name="Fits">Whether a value has the shape.</param>
internal sealed record Shape(string Description, Func<SyntaxNode, bool> Fits)
{
    public static readonly Shape Text = new("a string", node => node.AsString() is not null);
    public static readonly Shape Boolean = new("true or false, without quotes", node => node.Is(true) || node.Is(false));
    public static readonly Shape Number = new("a number", node => node is ScalarNode { Kind: JsonScalarKind.Number });
    public static readonly Shape Object = new("an object", node => node is ObjectNode);
    public static readonly Shape Texts = new("an array of strings", node => node is ArrayNode array && array.Items.All(Text.Fits));
    public static readonly Shape Objects = new("an array of objects", node => node is ArrayNode array && array.Items.All(Object.Fits));
    public static readonly Shape Array = new("an array", node => node is ArrayNode);
    public static readonly Shape Anything = new("any value", _ => true);
    public static readonly Shape TextOrTexts = new($"{Text.Description} or {Texts.Description}", node => Text.Fits(node) || Texts.Fits(node));
}

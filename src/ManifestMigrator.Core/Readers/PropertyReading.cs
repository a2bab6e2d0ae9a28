using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>Reads the properties that count as they are written, and those that have a default.</summary>
internal static class PropertyReading
{
    private static readonly string[] Identity = ["slug", "editor"];

    private static readonly string[] Verbatim =
    [
        "name", "version", "source", "icon", "parameters", "on_delete_account", "banksTransactionRegExp", "aggregator", "partnership",
        "terms", "features", "short_description", "long_description", "screenshots", "tags",
    ];

    private static readonly string[] PermissionProperties = ["type", "verbs", "values", "selector"];

    public static IEnumerable<Trait> Traits(Reading reading)
    {
        foreach (var key in Identity)
            yield return Property(reading, Aspect.Identity, key);
        foreach (var key in Verbatim)
            yield return Property(reading, Aspect.Other, key);

        yield return new Trait(Aspect.Other, "the developer", Developer(reading), "developer");
        yield return new Trait(Aspect.Other, "the type", KonnectorType(reading), "type");
        yield return new Trait(Aspect.Other, "the language", reading["language"]?.AsString() ?? "node", "language");
        yield return new Trait(Aspect.Other, "'vendor_link'", Values.Plain(reading.Renamed("vendor_link", "vendor-link", "vendorLink")), "vendor_link", "vendorLink");
        yield return new Trait(Aspect.Other, "'license'", Values.Plain(reading.Renamed("license", "license", "licence")), "license", "licence");
        yield return new Trait(Aspect.Other, "where it runs", ClientSide(reading), "clientSide", "client_side");
        yield return new Trait(Aspect.Consent, "the permissions", Permissions(reading["permissions"]), "permissions");
    }

    private static Trait Property(Reading reading, Aspect aspect, string key) => new(aspect, $"'{key}'", Values.Plain(reading[key]), key);

    private static string KonnectorType(Reading reading) =>
        reading["type"] is { } type && type.AsString() == "node" && reading.Causes.Has("konnector-type", "/type") ? "\"konnector\"" : Values.Plain(reading["type"]);

    private static string Developer(Reading reading) => reading["developer"] is ObjectNode developer
        ? $"{Values.Plain(reading.Member(developer, "/developer", "name"))} {Values.Plain(reading.Member(developer, "/developer", "url"))}"
        : Values.Plain(reading["developer"]);

    /// <summary>The stack refuses the whole manifest when this is no boolean.</summary>
    private static string ClientSide(Reading reading)
    {
        var key = reading.Manifest["clientSide"] is null && reading.Causes.Has("client-side", "/client_side") ? "client_side" : "clientSide";
        var value = reading.Manifest[key];
        var countsAsWord = reading.Causes.Has("client-side", "/" + key);
        if (value is null || value.Is(false) || (countsAsWord && value.AsString() == "false"))
            return "on the server";
        return value.Is(true) || (countsAsWord && value.AsString() == "true") ? "in the browser" : $"nowhere: {Values.Plain(value)}";
    }

    private static string Permissions(SyntaxNode? permissions) => permissions is ObjectNode map
        ? string.Concat(map.Members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{JsonString.Encode(member.Key)} {Permission(member.Value)};"))
        : Values.Plain(permissions);

    private static string Permission(SyntaxNode permission) => permission is ObjectNode properties
        ? string.Join(' ', PermissionProperties.Select(key => Values.Plain(properties[key])))
        : Values.Plain(permission);
}

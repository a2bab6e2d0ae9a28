using ManifestMigrator.Json;

namespace ManifestMigrator.Manifest;

/// <summary>Every sentence about what readers refuse or misread in a manifest, and what the specification asks for.</summary>
internal static class ManifestFindings
{
    /// <summary>What every manifest must have: without the first ones a reader refuses or misreads it.</summary>
    public static readonly IReadOnlyList<RequiredProperty> Required =
    [
        new("name", "cozy-stack and cozy-home show a konnector without a name.", "Add the name that people know."),
        new("slug", "The registry refuses the manifest.", "Add the slug that the konnector has in the registry."),
        new("version", "The registry refuses the manifest.", "Add the version of the konnector, e.g. \"1.0.0\"."),
        new("type", "cozy-app-publish takes it for a web application.", "Add \"type\": \"konnector\"."),
        new("editor", "The registry refuses the manifest.", "Add the editor that the registry has for this slug."),
        new("source", "", "Add the address of the repository."),
        new("manifest_version", "", "Add \"manifest_version\": \"2\"; convert does it."),
        new("uuid", "", "Add the one that convert --repository HOST/OWNER/NAME computes."),
    ];

    public static PlacedFinding NotAnObject(SyntaxNode? node) =>
        new(new Finding(Severity.Error, "not-an-object", "", "A manifest is a JSON object.", "Check what was committed."), node?.Span.Start ?? 0);

    public static PlacedFinding Duplicate(ObjectMember member) =>
        AtKey(member, Severity.Error, "duplicate-key", $"The key '{member.Key}' appears twice in one object; readers use the last one.", "Remove one of the two.");

    public const string BothPresentCode = "both-present";

    public static (string Message, string Hint) BothPresent(string oldKey, string newKey) =>
        ($"'{oldKey}' and '{newKey}' are both present and differ.", $"Keep the right value under '{newKey}' and remove '{oldKey}'.");

    /// <summary>An old property beside the one that took its place, which readers take.</summary>
    public static PlacedFinding Superseded(ObjectMember member, OldProperty old, bool isSame)
    {
        var (message, hint) = BothPresent(member.Key, old.Successor);
        return isSame
            ? AtKey(member, Severity.Warning, "legacy-property", $"'{member.Key}' belongs to an older form of the manifest.", $"Remove it: '{old.Successor}' says the same.")
            : AtKey(member, Severity.Warning, BothPresentCode, message, hint);
    }

    /// <param name="member">A property of an older form.</param>
    /// <param name="old">What is known of it.</param>
    /// <param name="isHonoured">Whether readers understand the value all the same.</param>
    public static PlacedFinding Legacy(ObjectMember member, OldProperty old, bool isHonoured)
    {
        var loses = old.Misread.Length > 0 && !isHonoured;
        var advice = old.Successor.Length == 0 ? "Remove it; version 2 has no place for it." : $"Use {old.Successor} instead.";
        return AtKey(
            member, loses ? Severity.Error : Severity.Warning, "legacy-property", $"'{member.Key}' belongs to an older form of the manifest.", Hint(loses ? old.Misread : "", advice));
    }

    /// <summary>A value that does not have the shape of its property. No reader minds null, which they take for nothing.</summary>
    public static PlacedFinding WrongType(SyntaxNode node, KnownProperty property)
    {
        var misread = node.IsWritten("null") || (property.Name == "required" && node.AsString() == "true") ? "" : property.Misread;
        return At(node, Weigh(misread), "wrong-type", $"'{property.Name}' must be {property.Shape.Description}.", misread);
    }

    public static PlacedFinding UnknownProperty(ObjectMember member, string? nearest) =>
        AtKey(member, Severity.Warning, "unknown-property", $"Version 2 has no property '{member.Key}'.", nearest is null ? "Remove it if nothing needs it." : DidYouMean(nearest));

    public static PlacedFinding AppProperty(ObjectMember member) =>
        AtKey(member, Severity.Info, "app-property", $"'{member.Key}' is a property of applications; readers ignore it in a konnector.", "It can be removed.");

    public static PlacedFinding Missing(ObjectNode manifest, RequiredProperty property) =>
        Absent(manifest, Weigh(property.Misread), property.Name, $"'{property.Name}' is missing.", Hint(property.Misread, property.Remedy));

    public static PlacedFinding Empty(ObjectMember member, RequiredProperty property) =>
        At(member.Value, Weigh(property.Misread), "missing-property", $"'{member.Key}' is empty.", Hint(property.Misread, property.Remedy));

    public static PlacedFinding FieldType(ObjectNode field) =>
        Absent(field, Severity.Warning, "type", "The field has no type; readers take it for text.", "Add \"type\".");

    public static PlacedFinding PermissionType(ObjectNode permission) =>
        Absent(permission, Severity.Error, "type", "The permission has no type.", "It grants nothing in cozy-stack. Add the doctype.");

    public static PlacedFinding UnknownType(SyntaxNode node) =>
        At(node, Severity.Error, "unknown-type", "The type must be 'konnector'.", "cozy-app-publish and the registry accept no other.");

    public static PlacedFinding Version(SyntaxNode node) => At(
        node, Severity.Error, "version-malformed", $"'{node.AsString()}' is not a version.", "The registry refuses it. Write X.Y.Z, X.Y.Z-beta.N or X.Y.Z-dev.CHECKSUM.");

    public static PlacedFinding Slug(SyntaxNode node) => At(
        node, Severity.Error, "slug-malformed", $"'{node.AsString()}' is not a slug.", "The registry refuses it: a slug has lower-case letters, digits and dashes only. Use the slug that the konnector has in the registry.");

    public static PlacedFinding ManifestVersion(SyntaxNode node) =>
        At(node, Severity.Warning, "manifest-version", "'manifest_version' must be \"2\", with quotes.", "Write \"manifest_version\": \"2\".");

    public static PlacedFinding UnknownCategory(SyntaxNode node, string word, string? nearest) => At(
        node, Severity.Warning, "unknown-category", $"'{word}' is not a known category.", Hint("Readers list the konnector among the others.", nearest is null ? $"They show {string.Join(", ", Vocabulary.CategoriesOfReaders.Words)}." : DidYouMean(nearest)));

    public static PlacedFinding UnknownDataType(SyntaxNode node, string word, string? nearest) => At(
        node, Severity.Warning, "unknown-data-type", $"'{word}' is not a known data type.", Hint("Readers have neither an icon nor a label for it.", DidYouMean(nearest)));

    public static PlacedFinding UnknownFrequency(SyntaxNode node, string word, string? nearest) => At(
        node, Severity.Error, "unknown-frequency", $"'{word}' is not a frequency.", Hint(KnownProperties.Weekly, nearest is null ? OneOf(Vocabulary.Frequencies) : DidYouMean(nearest)));

    public static PlacedFinding UnknownFieldType(SyntaxNode node, string word, string? nearest) => At(
        node, Severity.Warning, "unknown-field-type", $"'{word}' is not a known field type.", Hint("Readers take it for text.", DidYouMean(nearest)));

    public static PlacedFinding UnknownVerb(SyntaxNode node, string word, string? nearest) => At(
        node, Severity.Error, "unknown-verb", $"'{word}' is not a verb of a permission.", Hint(KnownProperties.Stack, nearest is null ? OneOf(Vocabulary.Verbs) : DidYouMean(nearest)));

    public static PlacedFinding CategoryOthers(SyntaxNode node) => At(
        node, Severity.Info, "category-others", "The konnector is listed among the others.", "A specific category helps people find it.");

    public static PlacedFinding TimeInterval(SyntaxNode node) => At(
        node, Severity.Error, "time-interval", "'time_interval' must be two hours from 0 to 24, the earlier one first.", "cozy-harvest-lib cannot schedule the konnector. Correct it, or remove it: the konnector then runs between 0 and 5.");

    public static PlacedFinding Uuid(SyntaxNode node) =>
        At(node, Severity.Error, "uuid-malformed", "The UUID is not 32 lower-case hex digits.", "Restore the UUID the konnector had.");

    public static PlacedFinding VendorLinkScheme(SyntaxNode node) =>
        At(node, Severity.Warning, "vendor-link-scheme", "'vendor_link' does not begin with https:// or http://.", "Write the whole address.");

    public static PlacedFinding SplitScope(SyntaxNode node) => At(
        node, Severity.Warning, "oauth-scope-split", "cozy-harvest-lib joins the items of this scope with a plus sign and encodes it; the service gets another scope.", "Write one string.");

    public static PlacedFinding FilesPermission(ObjectMember folders) => AtKey(
        folders, Severity.Warning, "files-permission-missing", "There is a destination folder, but no permission for io.cozy.files.", "Add the permission, or remove the folder.");

    public static PlacedFinding FreeLabel(SyntaxNode node) => At(
        node, Severity.Info, "label-unknown", $"Readers have no text for the label '{node.AsString()}'.", "Put the text into locales.<language>.fields.");

    public static PlacedFinding Identifier(ObjectMember member) =>
        AtKey(member, Severity.Info, "identifier-unread", "No reader looks at 'identifier' today.", "They look for \"role\": \"identifier\".");

    public static PlacedFinding MessageText(SyntaxNode node, string message) =>
        At(node, Severity.Warning, "message-text-missing", $"No locale has a text for the message '{message}'.", $"Add locales.<language>.messages.{message}.");

    public static PlacedFinding Orphan(ObjectMember member, string what, IEnumerable<string> locales) => AtKey(
        member, Severity.Warning, "locale-orphan", $"There is no {what} called '{member.Key}'; nobody sees its text in {string.Join(", ", locales)}.", "Correct the name, or remove the text.");

    public static PlacedFinding LocaleMissing(SyntaxNode node, string language) =>
        At(node, Severity.Info, "locale-missing", $"The language '{language}' has no texts in 'locales'.", $"Add locales.{language}, or take the language out of 'langs'.");

    private static Severity Weigh(string misread) => misread.Length > 0 ? Severity.Error : Severity.Warning;

    private static string DidYouMean(string? nearest) => nearest is null ? "" : $"Did you mean '{nearest}'?";

    private static string OneOf(WordList words) => $"Known are {string.Join(", ", words.Words)}.";

    private static string Hint(params string[] sentences) => string.Join(' ', sentences.Where(sentence => sentence.Length > 0));

    private static PlacedFinding Absent(ObjectNode parent, Severity severity, string name, string message, string hint) =>
        new(new Finding(severity, "missing-property", JsonPointer.Append(parent.Pointer, name), message, hint), parent.Span.Start);

    private static PlacedFinding At(SyntaxNode node, Severity severity, string code, string message, string hint) =>
        new(new Finding(severity, code, node.Pointer, message, hint), node.Span.Start);

    private static PlacedFinding AtKey(ObjectMember member, Severity severity, string code, string message, string hint) =>
        new(new Finding(severity, code, member.Pointer, message, hint), member.KeySpan.Start);
}

/// <summary>A member that every manifest must have.</summary>
/// <param name="Name">The key.</param>
/// <param name="Misread">What a reader, who is named, makes of a manifest without it; empty where only the specification asks for it.</param>
/// <param name="Remedy">What to write, as a sentence.</param>
internal sealed record RequiredProperty(string Name, string Misread, string Remedy);

using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Manifest;

/// <summary>Every sentence about what keeps a manifest from being version 2, or makes it a doubtful one.</summary>
internal static class ManifestFindings
{
    public static Finding NotAnObject(SyntaxNode? node) => new(Severity.Error, "not-an-object", "", "A manifest is a JSON object.", "Look at what was committed.")
    {
        Line = node is null ? 1 : LinePosition.Find(node.Source, node.Span.Start).Line,
        Column = 1,
    };

    public static Finding Duplicate(ObjectMember member) =>
        AtKey(member, Severity.Error, "duplicate-key", $"The key '{member.Key}' stands twice in one object; readers take the last.", "Remove one of the two.");

    public static Finding Legacy(ObjectMember member, string successor) => AtKey(
        member,
        Severity.Error,
        "legacy-property",
        $"'{member.Key}' is of an older form of the manifest.",
        successor.Length == 0 ? "Remove it; version 2 has no place for it." : $"Its place is taken by {successor}.");

    public static Finding WrongType(SyntaxNode node, string name, Shape shape) =>
        At(node, Severity.Error, "wrong-type", $"'{name}' must be {shape.Description}.", "");

    public static Finding UnknownProperty(ObjectMember member, string? nearest) => AtKey(
        member, Severity.Warning, "unknown-property", $"Version 2 does not know '{member.Key}'.", nearest is null ? "" : $"Perhaps '{nearest}' is meant.");

    public static Finding AppProperty(ObjectMember member) =>
        AtKey(member, Severity.Info, "app-property", $"'{member.Key}' is a property of apps; of a konnector nobody reads it.", "It can be removed.");

    public static Finding Missing(ObjectNode parent, string name) => Missing(parent, name, Severity.Error, $"'{name}' is missing.");

    public static Finding MissingUuid(ObjectNode manifest) =>
        Missing(manifest, "uuid", Severity.Warning, "'uuid' is missing: the konnector's identity hangs on its slug.");

    public static Finding UnknownType(SyntaxNode node) =>
        At(node, Severity.Error, "unknown-type", "The type of a konnector is 'konnector'.", "");

    public static Finding ManifestVersion(SyntaxNode node) =>
        At(node, Severity.Error, "manifest-version", "'manifest_version' must be \"2\", with its quotes.", "");

    public static Finding UnknownWord(SyntaxNode node, string code, string what, string word, string? nearest) => At(
        node, Severity.Error, code, $"'{word}' is no {what} that readers know.", nearest is null ? "" : $"Perhaps '{nearest}' is meant.");

    public static Finding CategoryOthers(SyntaxNode node) => At(
        node, Severity.Info, "category-others", "The konnector is listed among the others.", "A real category would help people to find it.");

    public static Finding TimeInterval(SyntaxNode node) => At(
        node, Severity.Error, "time-interval", "'time_interval' must be two hours from 0 to 24, the earlier first.", "Without it the konnector runs between 0 and 5.");

    public static Finding Uuid(SyntaxNode node) =>
        At(node, Severity.Error, "uuid-malformed", "The UUID is not 32 lower-case hex digits.", "Restore the UUID the konnector had.");

    public static Finding VendorLinkScheme(SyntaxNode node) =>
        At(node, Severity.Warning, "vendor-link-scheme", "'vendor_link' is no address that begins with https:// or http://.", "Write the whole address.");

    public static Finding SplitScope(SyntaxNode node) => At(
        node, Severity.Warning, "oauth-scope-split", "Readers join the items of this scope by a plus sign that is then encoded; the service sees another scope.", "Write one string.");

    public static Finding FilesPermission(ObjectMember folders) => AtKey(
        folders, Severity.Warning, "files-permission-missing", "There is a destination folder, but no permission for io.cozy.files.", "Add the permission, or remove the folder.");

    public static Finding FreeLabel(SyntaxNode node, string label) => At(
        node, Severity.Info, "label-unknown", $"Readers have no text for the label '{label}'.", "Put the text into locales.<language>.fields.");

    public static Finding Identifier(ObjectMember member) =>
        AtKey(member, Severity.Info, "identifier-unread", "No reader of today looks at the boolean 'identifier'.", "\"role\": \"identifier\" is what they look for.");

    public static Finding MessageText(SyntaxNode node, string message) =>
        At(node, Severity.Error, "message-text-missing", $"No locale has a text for the message '{message}'.", $"Add locales.<language>.messages.{message}.");

    public static Finding Orphan(ObjectMember member, string what) =>
        AtKey(member, Severity.Warning, "locale-orphan", $"There is no {what} called '{member.Key}'; nobody sees this text.", "Correct the name, or remove the text.");

    public static Finding LocaleMissing(SyntaxNode node, string language) =>
        At(node, Severity.Warning, "locale-missing", $"The language '{language}' has no texts in 'locales'.", "");

    private static Finding Missing(ObjectNode parent, string name, Severity severity, string message)
    {
        var finding = At(parent, severity, "missing-property", message, "");
        return finding with { Pointer = JsonPointer.Append(parent.Pointer, name) };
    }

    private static Finding At(SyntaxNode node, Severity severity, string code, string message, string hint) =>
        Place(new Finding(severity, code, node.Pointer, message, hint), node.Source, node.Span.Start);

    private static Finding AtKey(ObjectMember member, Severity severity, string code, string message, string hint) =>
        Place(new Finding(severity, code, member.Pointer, message, hint), member.Value.Source, member.KeySpan.Start);

    private static Finding Place(Finding finding, string text, int offset)
    {
        var position = LinePosition.Find(text, offset);
        return finding with { Line = position.Line, Column = position.Column };
    }
}

using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules;

/// <summary>What a rule reports about a place; its severity comes from the mappings file.</summary>
/// <param name="Code">Stable identifier in kebab-case.</param>
/// <param name="Message">One sentence: what is there.</param>
/// <param name="Hint">One sentence: what a person can do about it.</param>
internal sealed record RuleFinding(string Code, string Message, string Hint);

/// <summary>Every sentence that a rule can say.</summary>
internal static class RuleFindings
{
    public static RuleFinding BothPresent(string oldKey, string newKey)
    {
        var (message, hint) = ManifestFindings.BothPresent(oldKey, newKey);
        return new RuleFinding(ManifestFindings.BothPresentCode, message, hint);
    }

    public static RuleFinding ValueDropped(string oldKey, string newKey) => new(
        "value-dropped",
        $"'{oldKey}' differs from '{newKey}', which readers prefer; '{oldKey}' is removed.",
        $"Check that '{newKey}' is the right value.");

    public static RuleFinding ValueType(string before, string after) => new(
        "value-type",
        $"{before} becomes {after}: readers understand only the latter, so the konnector may behave differently.",
        "Check that this is intended.");

    public static RuleFinding UnknownShape(string key) => new(
        "unknown-shape", $"'{key}' has an unknown shape; nothing is changed.", "Migrate it by hand.");

    public static RuleFinding MemberShape(string key, string group) => new(
        "unknown-shape", $"'{key}' has an unknown shape and stays in '{group}'.", "Migrate it by hand.");

    public static RuleFinding ArrayMissing(string key) => new(
        "unknown-shape", $"'{key}' is an array in version 2 and is missing here; nothing is changed.", "Migrate it by hand.");

    public static RuleFinding UnknownProperty(string key) => new(
        "unknown-property",
        $"Version 2 has no property '{key}' and no reader knows it; it is left as it is.",
        "Remove it if nothing needs it.");

    public static RuleFinding NameTaken(string name) => new(
        "name-taken", $"'{name}' already exists; nothing is changed.", "Merge the two by hand.");

    public static RuleFinding ScopeWithoutOAuth(string key) => new(
        "scope-without-oauth", $"'{key}' is present without 'oauth'; the konnector becomes an OAuth konnector.", "Check that it is one.");

    public static RuleFinding OAuthContradiction(string key) => new(
        "oauth-contradiction", $"'oauth' is false, but '{key}' is present; nothing is changed.", "Remove the one that is wrong.");

    public static RuleFinding ScopeUnknown() => new(
        "oauth-scope-unknown",
        "The account is connected by an access token, and no OAuth scope is given.",
        "Add 'oauth' with its scope if the konnector uses OAuth.");

    public static RuleFinding AccountTypeDropped(string accountType) => new(
        "account-type-dropped",
        $"The account type '{accountType}' differs from the slug and has no place without OAuth.",
        "Nothing to do unless the konnector uses OAuth.");

    public static RuleFinding TextMissing(string what) => new(
        "text-missing", $"No locale has a text for '{what}'.", "Add the text to the locales, English at least.");

    public static RuleFinding CatalogueTextMissing(string language, IEnumerable<string> messages) => new(
        "text-missing",
        $"The catalogue has messages without a text in '{language}', which are not added: {string.Join(", ", messages)}.",
        "Give the catalogue's texts with --locales.");

    public static RuleFinding LanguageDoubtful(string key, string language) => new(
        "language-doubtful",
        $"The only language here is '{language}', but the words of '{key}' look like another language; the text stays where it is.",
        "Move it into the locale of its language, translate it, or remove it.");

    public static RuleFinding LanguageUnknown(string key) => new(
        "language-unknown",
        $"The language of the text in '{key}' is unknown; the text stays where it is.",
        "Move it into the locale of its language, or remove it.");

    public static RuleFinding TextPlaceholder(string key) => new(
        "text-placeholder", $"'{key}' holds only a template's placeholder; it is removed.", "");

    public static RuleFinding TextDropped(string locale, string text) => new(
        "text-dropped",
        $"The locale '{locale}' has another text; this one is removed: {text}",
        "Check that the locale's text is the better one.");

    public static RuleFinding UuidMalformed() => new(
        "uuid-malformed", "The UUID is not 32 lower-case hex digits; it is not changed.", "Restore the UUID the konnector had.");

    public static RuleFinding UuidLedger(string uuid) => new(
        "uuid-ledger", $"The ledger has {uuid}; the manifest keeps its own UUID.", "Correct the one that is wrong.");

    public static RuleFinding PermissionMissing(string key, string doctype) => new(
        doctype == "io.cozy.files" ? "files-permission-missing" : "permission-missing",
        $"'{key}' is added, but there is no permission for {doctype}.",
        "Add the permission if the konnector saves files; people are then asked for their consent.");

    public static RuleFinding UuidIdentity() => new(
        "uuid-identity",
        "No UUID: the manifest's repository is unknown.",
        "Plan it from a repository with a remote, or name the repository with --repository HOST/OWNER/NAME or in a ledger (--uuids).");

    public static RuleFinding ValueRemoved(string key, string value) => new(
        "value-removed", $"'{key}' is {value}, which readers do not understand; it is removed.", "Check whether something else was meant.");

    public static RuleFinding Suggestion(string key, string doctype, string value) => new(
        "value-suggested",
        $"'{key}' is added with its usual value, but there is a permission for {doctype}: '{value}' may be better.",
        "Check where the files belong.");
}

using System.Globalization;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Plans;

/// <summary>Every sentence about a manifest drafted from a konnector's code. Names are quoted, other code is not.</summary>
internal static class DraftFindings
{
    /// <summary>All that the reports say of a repository without manifests; what each draft lacks is written beside it.</summary>
    public static Finding Drafts(IReadOnlyCollection<ManifestDraft> drafts)
    {
        var konnectors = drafts.Count == 1 ? "a konnector" : string.Create(CultureInfo.InvariantCulture, $"{drafts.Count} konnectors");
        var findings = drafts.Sum(draft => draft.Findings.Count);
        return Draft(
            Severity.Warning,
            Reasons.ManifestInCode,
            "",
            $"There is no manifest, but the code declares {konnectors}.",
            string.Create(CultureInfo.InvariantCulture, $"Complete the drafts in the folder drafts of the run, and commit them; beside each stands what it lacks, {findings} findings in all."));
    }

    /// <summary>What could not be read.</summary>
    public static Finding NotTaken(CodeValue? value, string key) => value is null
        ? Draft(Severity.Warning, "draft-missing", JsonPointer.Append("", key), $"The code does not declare '{key}'.", "Fill it in.")
        : Draft(Severity.Warning, "draft-computed", JsonPointer.Append("", key), $"The code computes '{key}', so it is not known.", "Fill it in.");

    public static Finding FieldComputed(string name) => Draft(
        Severity.Warning, "draft-computed", Field(name), $"The code computes the field '{name}', so it is not known.", "Fill it in.");

    public static Finding PropertyComputed(string name, string property) => Draft(
        Severity.Warning, "draft-computed", JsonPointer.Append(Field(name), property), $"The code computes '{property}' of the field '{name}', so it is not known.", "Fill it in.");

    public static Finding State(string name) => Draft(
        Severity.Info, "draft-state", Field(name), $"The hidden field '{name}' seems to store state rather than input; it is left out.", "Store state in a document of the konnector.");

    public static Finding SlugOfName(string slug) => Draft(
        Severity.Info, "draft-slug", "/slug", $"The code declares no slug; '{slug}' is derived from the name.", "Check that the konnector is known by it.");

    public static Finding LinkWithoutScheme(string link) => Draft(
        Severity.Info, "draft-link", "/vendor_link", $"'{link}' is not a complete address; https:// is added.", "Check that the address works.");

    public static Finding OAuth() => Draft(
        Severity.Warning, "draft-oauth", "/oauth", "The konnector is connected at the vendor's site ('connectUrl'), so it seems to use OAuth; the scope is not known.", "Add 'oauth' with its scope.");

    public static Finding Dropped(string key) => Draft(
        Severity.Info, "draft-dropped", "", $"'{key}' in the code has no place in version 2, or is not a string.", "");

    public static Finding Permissions(IEnumerable<string> models)
    {
        var names = string.Join(", ", models);
        return Draft(
            Severity.Warning,
            "draft-permissions",
            "/permissions",
            $"The code declares no permissions.{(names.Length == 0 ? "" : $" Its models are {names}.")}",
            "Add a permission for each doctype the konnector reads or writes.");
    }

    private static string Field(string name) => JsonPointer.Append("/fields", name);

    private static Finding Draft(Severity severity, string code, string pointer, string message, string hint) =>
        new(severity, code, pointer, message, hint);
}

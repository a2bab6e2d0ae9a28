using System.Globalization;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode;

/// <summary>Every sentence about source code and the migrated manifest.</summary>
internal static class SourceFindings
{
    private const string Fields = "/fields";
    private const string Folders = "/folders";

    public static Finding Bundle(string path) => new(
        Severity.Info, "source-bundle", "", "The file is build output and was not read.", "Check the sources it was built from.")
    { Path = path };

    /// <param name="name">The field.</param>
    /// <param name="isReachable">Whether the konnector loads the code.</param>
    /// <param name="instead">The field that has the same afterwards; <see langword="null"/> for none.</param>
    public static Finding FieldLost(string name, bool isReachable, string? instead) => new(
        Blocking(isReachable),
        "field-lost",
        JsonPointer.Append(Fields, name),
        $"The code reads the field '{name}', which the migrated manifest no longer has.",
        instead is null ? "Keep the field, or change the code first." : $"Change the code to read '{instead}' first: the folder has that name then.");

    /// <param name="removed">The fields that the migration removes; empty where it removes the folder only.</param>
    /// <param name="isReachable">Whether the konnector loads the code.</param>
    public static Finding FieldComputed(IReadOnlyCollection<string> removed, bool isReachable) => new(
        Blocking(isReachable),
        "field-computed",
        Fields,
        $"The code reads fields whose names it computes. {Removal(removed)}",
        "Check that it needs none of them, then plan with --accept field-computed.");

    /// <inheritdoc cref="FieldComputed"/>
    public static Finding FieldEscapes(IReadOnlyCollection<string> removed, bool isReachable) => new(
        Blocking(isReachable),
        "field-escapes",
        Fields,
        $"The code uses the fields, or an object that holds them, in a way that cannot be followed. {Removal(removed)}",
        "Check that it needs none of them, then plan with --accept field-escapes.");

    public static Finding FieldUndeclared(string name) => new(
        Severity.Warning, "field-undeclared", JsonPointer.Append(Fields, name), $"The code reads the field '{name}', which the manifest does not declare.", "Declare it, or remove it from the code.");

    public static Finding NotRead(string path) => new(
        Severity.Warning,
        "source-unread",
        Fields,
        "The konnector loads this file, which was not read, and the migration removes fields.",
        "Check that it needs none of them.")
    { Path = path };

    public static Finding TooLarge(string path) => new(
        Severity.Info, "source-large", "", "The file is too large to read.", "Check it yourself.")
    { Path = path };

    public static Finding FolderLost(bool isReachable) => new(
        Blocking(isReachable),
        "folder-lost",
        Folders,
        "The code stores files in the configured folder, but with the migrated manifest no host creates one.",
        "Add \"folders\" to the manifest: new connections would have no folder.");

    public static Finding FolderUndeclared() => new(
        Severity.Warning,
        "folder-undeclared",
        Folders,
        "The code stores files in a folder, but the manifest never asked for one.",
        "Add \"folders\" to the manifest.");

    public static Finding FolderUnused() => new(
        Severity.Info,
        "folder-unused",
        Folders,
        "The manifest asks for a folder, but no code was found that stores files.",
        "\"folders\" may be unnecessary.");

    public static Finding MiddlewareCalled() => new(
        Severity.Warning,
        "folder-middleware",
        Folders,
        "The code calls saveDataAndFile, which reads the folder and no longer exists in cozy-konnector-libs.",
        "Change the code to use saveBills or saveFiles first.");

    public static Finding PathRead() => new(
        Severity.Warning,
        "folder-path-read",
        Folders,
        "The code works with the path of the folder itself.",
        "It is undefined for an account without a folder, and new folders are named after the konnector and the account.");

    public static Finding PathWritten() => new(
        Severity.Warning,
        "folder-path-written",
        Folders,
        "The code sets the path of the folder itself.",
        "Since version 4.11, cozy-konnector-libs ignores a folder stored in the account.");

    public static Finding EnvironmentFolder() => new(
        Severity.Warning, "folder-environment", Folders, "The code takes the folder from COZY_FIELDS itself.", "Change the code to let BaseKonnector do it first.");

    public static Finding EnvironmentRead() => new(
        Severity.Info, "environment-read", Fields, "The code reads COZY_FIELDS itself, but not the folder.", "");

    public static Finding OldRunner(LibsVersions versions) => new(
        Severity.Warning,
        "folder-old-runner",
        Folders,
        $"The code stores files with version {versions} of cozy-konnector-libs, which has no BaseKonnector to supply the folder.",
        "Move to BaseKonnector first.");

    public static Finding FolderRemembered(LibsVersions versions) => new(
        Severity.Warning,
        "folder-remembered",
        Folders,
        $"Version {versions} of cozy-konnector-libs prefers the folder stored in the account to the trigger's folder.",
        "Use version 4.11 or later; until then, existing accounts keep their old folder.");

    public static Finding IconMissing(string icon) => new(
        Severity.Warning, "icon-missing", "/icon", $"The repository has no file for the icon '{icon}'.", "Correct the path, or add the file.");

    public static Finding VersionDiffers(string version, string packaged) => new(
        Severity.Warning,
        "version-differs",
        "/version",
        $"The manifest says version '{version}', package.json says '{packaged}'.",
        "Use the same version in both.");

    /// <param name="doctype">The doctype.</param>
    /// <param name="function">The function that uses it without naming it; <see langword="null"/> where the code names it.</param>
    public static Finding NotPermitted(string doctype, string? function) => new(
        Severity.Warning,
        "doctype-not-permitted",
        "/permissions",
        $"{User(function)} uses the doctype {doctype}, but the manifest requests no permission for it.",
        "Add the permission, or check whether the code needs it.");

    /// <inheritdoc cref="NotPermitted"/>
    public static Finding VerbNotPermitted(string doctype, string? function, string verb) => new(
        Severity.Warning,
        "doctype-not-permitted",
        "/permissions",
        $"{User(function)} uses the doctype {doctype} with the verb {verb}, which the permission does not allow.",
        "Add the verb, or check whether the code needs it.");

    /// <inheritdoc cref="NotPermitted"/>
    public static Finding NotListed(string doctype, string? function) => new(
        Severity.Info, "doctype-unlisted", "/doctypes", $"{User(function)} stores the doctype {doctype}, which 'doctypes' does not list.", "Add it there.");

    public static Finding NotCopied(string build) => new(
        Severity.Warning,
        "manifest-not-copied",
        "",
        "The build copies files, but not the manifest.",
        "Copy manifest.konnector too; without it nobody can install the konnector.")
    { Path = build };

    public static string MorePlaces(int count) =>
        count == 1 ? "The same in one other place." : string.Create(CultureInfo.InvariantCulture, $"The same in {count} other places.");

    private static string Removal(IReadOnlyCollection<string> removed) => removed.Count switch
    {
        0 => "The migration removes the folder.",
        1 => $"The migration removes the field '{removed.First()}'.",
        _ => $"The migration removes the fields {string.Join(", ", removed.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))}.",
    };

    /// <summary>Code that is never loaded breaks nothing.</summary>
    private static Severity Blocking(bool isReachable) => isReachable ? Severity.Error : Severity.Warning;

    private static string User(string? function) => function is null ? "The code" : $"'{function}'";
}

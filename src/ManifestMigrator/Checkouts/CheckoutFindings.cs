using System.Globalization;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Checkouts;

/// <summary>Every sentence about files that were found and not read, or not as they are in git.</summary>
internal static class CheckoutFindings
{
    public static Finding IsLink(string path) => new(
        Severity.Error, "manifest-is-link", "", $"{path} is a symbolic link; links are not followed.", "Put the manifest itself there.");

    public static Finding IsNoFile(string path) => new(
        Severity.Error, "manifest-is-no-file", "", $"{path} is no file.", "Look at what was committed.");

    public static Finding TooLarge(string path, long size, long maximum) => new(
        Severity.Error,
        "manifest-too-large",
        "",
        string.Create(CultureInfo.InvariantCulture, $"{path} has {size} bytes; more than {maximum} are not read."),
        "A manifest of this size is a mistake: look at what was committed.");

    public static Finding Uncommitted(string path) => new(
        Severity.Info,
        "uncommitted",
        "",
        $"{path} differs from the last commit; the file in the folder was read.",
        "Commit it first if the plan is to be delivered by git.");
}

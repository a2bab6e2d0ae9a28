using System.Globalization;
using ManifestMigrator.Manifest;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Read;

/// <summary>Every sentence about files that were found and not read, or not as they are in git, and about branches that were not read.</summary>
internal static class CheckoutFindings
{
    public static Finding IsLink(string path) => new(
        Severity.Error, "manifest-is-link", "", $"{path} is a symbolic link; links are not followed.", "Put the manifest itself there.");

    public static Finding IsNoFile(string path) => new(
        Severity.Error, "manifest-is-no-file", "", $"{VisibleText.Escape(path)} is not a file.", "Put the manifest itself there.");

    public static Finding Unnamable(string path) => new(
        Severity.Error, "manifest-name", "", $"The name of {VisibleText.Escape(path)} is not UTF-8, so it was not read.", "Rename it.");

    public static Finding CodeNotRead(string path) => new(
        Severity.Warning, "code-not-read", "", $"{VisibleText.Escape(path)} is not a file, or its name is not UTF-8; it was not read.", "Look at what it is.");

    /// <summary>A manifest may lie there, so this is an error.</summary>
    public static Finding Unsearched(UnsearchedFolder folder) => new(
        Severity.Error,
        "folder-not-read",
        "",
        $"The folder {Shortened(folder.Path)} was not searched for manifests: {Cause(folder.Cause)}",
        "Make it readable, or move it out of the folder that is searched.");

    public static Finding OutsideTarball(string path) => new(
        Severity.Error, "manifest-outside", "", $"{VisibleText.Escape(path)} leads out of the tarball; it was not read.", "Look at how the tarball was made.");

    public static Finding TooLarge(string path, long size, long maximum) => new(
        Severity.Error,
        "manifest-too-large",
        "",
        string.Create(CultureInfo.InvariantCulture, $"{path} has {size} bytes; more than {maximum} are not read."),
        "A manifest of this size is a mistake: check what was committed.");

    public static Finding SourcesTooLarge(long maximum) => new(
        Severity.Warning,
        "sources-too-large",
        "",
        string.Create(CultureInfo.InvariantCulture, $"There are more than {maximum} bytes of source code; the rest was not read."),
        "Look at what was committed: perhaps a library is among it.");

    public static Finding GeneratedBranch(string asked, string read) => new(
        Severity.Warning,
        "generated-branch",
        "",
        $"The source names the branch {asked}, which holds a built copy; {(read.Length == 0 ? "the files in the folder were read" : $"{read} was read")} instead.",
        $"Take '#{asked}' out of the source, or read it all the same with --branch {asked}.");

    public static Finding Uncommitted(string path) => new(
        Severity.Info,
        "uncommitted",
        "",
        $"{path} differs from the last commit; the file in the folder was read.",
        "Commit it first if the plan is to be delivered by git.");

    private static string Cause(Exception exception) => exception switch
    {
        PathTooLongException => "its path is longer than the system allows.",
        UnauthorizedAccessException => "access to it is denied.",
        _ => Shortened(exception.Message),
    };

    /// <summary>A text without its middle.</summary>
    private static string Shortened(string text)
    {
        const int Longest = 200;
        return VisibleText.Escape(text.Length <= Longest ? text : $"{text[..(Longest / 2)]}…{text[^(Longest / 2)..]}");
    }
}

using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Names of branches, tags and commits, by the rules of <c>git check-ref-format</c>.</summary>
public static partial class RevisionName
{
    public static bool IsValid(string name) =>
        Allowed().IsMatch(name)
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.Contains("@{", StringComparison.Ordinal)
        && name != "@"
        && !name.EndsWith('.')
        && name.Split('/').All(part => part.Length > 0 && !part.StartsWith('.') && !part.EndsWith(".lock", StringComparison.Ordinal));

    [GeneratedRegex(@"^[^-\x00-\x20\x7f~^:?*\[\\][^\x00-\x20\x7f~^:?*\[\\]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Allowed();
}

/// <summary>The branch, tag or commit that a source asks for.</summary>
internal static class SourceRevision
{
    /// <summary>Lets through what can be looked for; git says later whether there is one.</summary>
    /// <remarks>Npm also looks for a tag in a range, and can take a folder of the repository for the package; here a person has to say which.</remarks>
    /// <exception cref="SourceException">It would be an option of git, or is more than a branch, tag or commit.</exception>
    public static string? Checked(string? revision)
    {
        if (revision is null)
            return null;
        if (revision.StartsWith('-'))
            throw new SourceException($"'{revision}' begins with a dash: git would take it for an option.");
        if (revision.Any(char.IsControl))
            throw new SourceException("A source must not contain control characters.");
        foreach (var part in revision.Split("::"))
        {
            if (part.StartsWith("semver:", StringComparison.Ordinal))
                throw new SourceException($"'{part}' asks for a range of versions: name one branch, tag or commit.");
            if (part.StartsWith("path:", StringComparison.Ordinal))
                throw new SourceException($"'{part}' asks for a folder of the repository: leave it out, the whole repository is read.");
        }
        return revision;
    }
}

/// <summary>The branch after an <c>@</c>, as the first manifests wrote it.</summary>
/// <remarks>Here we differ from npm, for which <c>name@branch</c> is a name, and the end of <c>host:owner/name@branch</c> one too. Where a <c>#revision</c> follows, npm is right.</remarks>
internal static partial class OldBranch
{
    /// <summary>The source without the branch, and the branch; <see langword="null"/> for none.</summary>
    public static (string Place, string? Branch) Split(string text) =>
        Source().Match(text) is { Success: true } source && !TarballAddress.IsTarball(text) ? (source.Groups["place"].Value, source.Groups["branch"].Value) : (text, null);

    /// <summary>An address, the short form of SSH, or <c>owner/name</c> with or without the short name of a host.</summary>
    [GeneratedRegex(
        @"^(?<place>((https?:[/\\]*|[A-Za-z+]+://)([^/?#]*@)?([^/?#:@\[]+|\[[^\]]*\])(:\d*)?/|(?!(https?|github|gitlab|bitbucket|gist|sourcehut):)[^/?#]*@[^/?#:@]+[:/]|([a-z]+:/?([^?#]*@)?)?[^/?#:@]+/)([^@?#]*/)?[^/@?#]+)@(?<branch>[^@/:?#]+)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Source();
}

/// <summary>
/// Branches that hold a built copy of a konnector, which the stack installs: the first catalogues name them as sources. A change
/// there is lost with the next build, so the manifest is migrated on the branch it is written on.
/// </summary>
public static class GeneratedBranch
{
    private const string Prefix = "refs/heads/";

    private static readonly string[] Names = ["build", "latest"];

    /// <summary>The name of the generated branch that a revision means; <see langword="null"/> when it means anything else.</summary>
    public static string? Detect(string? revision)
    {
        var name = revision?.StartsWith(Prefix, StringComparison.Ordinal) == true ? revision[Prefix.Length..] : revision;
        return Names.Contains(name, StringComparer.Ordinal) ? name : null;
    }
}

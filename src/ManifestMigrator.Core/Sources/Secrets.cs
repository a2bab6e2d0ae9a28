using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Takes secrets out of a source, also of one that is not understood: it is printed all the same.</summary>
public static partial class Secrets
{
    /// <summary>A source that is understood, without passwords, user names that may be tokens, and query. It still means the same repository.</summary>
    public static string Mask(string text)
    {
        var (place, branch) = OldBranch.Split(text);
        return MaskPlace(place) + (branch is null ? "" : $"@{branch}");
    }

    /// <summary>A source that is not understood, without everything that may have been meant as a secret.</summary>
    public static string MaskRefused(string text) => MaskPlace(UnescapedUserInfo().Replace(text, "${start}"));

    private static string MaskPlace(string place)
    {
        place = IsSsh().IsMatch(place) ? PasswordOfSsh().Replace(place, "${start}@") : UserInfo().Replace(place, "${start}");
        place = UserOfShortcut().Replace(PasswordOfScp().Replace(place, "${user}@"), "${host}:");
        return Query().Replace(place, "${address}");
    }

    [GeneratedRegex(@"^(git\+)?ssh://", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex IsSsh();

    /// <remarks>Npm takes <c>https:host</c> and backslashes too.</remarks>
    [GeneratedRegex(@"^(?<start>https?:[/\\]*|[^/\\]*//)[^/\\?#]*@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex UserInfo();

    [GeneratedRegex("^(?<start>[^/]*//[^/?#:]*):[^/?#]*@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PasswordOfSsh();

    /// <summary><c>user:password@host</c> without a scheme.</summary>
    [GeneratedRegex("^(?!(github|gitlab|bitbucket|gist|sourcehut):)(?<user>[^/:@#]*):[^/#]*@(?=[^/@#]+[:/])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PasswordOfScp();

    [GeneratedRegex("^(?<host>github|gitlab|bitbucket|gist|sourcehut):[^#]*@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserOfShortcut();

    [GeneratedRegex(@"^(?<address>[^?#]*)\?[^#]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Query();

    /// <summary>All up to the last <c>@</c>, after a colon that begins no port: a password may hold slashes and more.</summary>
    [GeneratedRegex(@"^(?<start>-*([A-Za-z+.-]+:)?[/\\]{1,3})[^/\\?#@]*:(?!\d*(/|$)).*@|^(?<start>-*)(?!git@|(github|gitlab|bitbucket|gist|sourcehut):)[^/?#]*:.*@(?=[^/@#:]*[:/])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnescapedUserInfo();
}

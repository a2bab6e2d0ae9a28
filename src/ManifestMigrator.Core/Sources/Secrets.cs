using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Takes secrets out of a source, also of one that is not understood: it is printed all the same.</summary>
public static partial class Secrets
{
    /// <summary>The text without passwords, without user names that may be tokens, and without a query.</summary>
    public static string Mask(string text)
    {
        var isSsh = text.StartsWith("ssh://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("git+ssh://", StringComparison.OrdinalIgnoreCase);
        text = isSsh ? PasswordOfSsh().Replace(text, "//${user}@") : UserInfo().Replace(text, "//");
        text = PasswordOfScp().Replace(text, "${user}@");
        return Query().Replace(UserOfShortcut().Replace(text, "${host}:"), "${address}");
    }

    /// <summary>All up to the last <c>@</c> of the host's part; behind a colon that begins no port, a password may hold slashes too.</summary>
    [GeneratedRegex(@"(?<=^[^/]*)//([^/?#@]*:(?!\d*/)[^#]*@|[^/?#]*@)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserInfo();

    [GeneratedRegex("//(?<user>[^/?#@:]*):[^/?#]*@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PasswordOfSsh();

    /// <summary><c>user:password@host</c> without a scheme, and no <c>host:path@branch</c>.</summary>
    [GeneratedRegex("^(?!(github|gitlab|bitbucket|gist|sourcehut):)(?<user>[^/:@#]*):[^/@#]*@(?=[^/@#]+[:/])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PasswordOfScp();

    [GeneratedRegex("^(?<host>github|gitlab|bitbucket|gist|sourcehut):[^/@#]*@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserOfShortcut();

    [GeneratedRegex(@"^(?<address>[a-z+]+://[^?#]*)\?[^#]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Query();
}

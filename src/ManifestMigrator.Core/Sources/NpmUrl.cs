using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Reads an address with npm's tolerance (<c>hosted-git-info</c>, <c>from-url.js</c> and <c>parse-url.js</c>): step by step as there, for the same answers.</summary>
internal static partial class NpmUrl
{
    private static readonly string[] Protocols = ["git+ssh", "ssh", "git+https", "git", "http", "https", "git+http"];

    /// <returns><see langword="null"/> when the text is no address for npm.</returns>
    /// <remarks>Unlike npm, the path of <c>git@host:/owner/name</c> may begin with a slash, as it may for git.</remarks>
    public static UrlRecord? Parse(string text) => AsNpm(text) ?? (RootedScp().IsMatch(text) ? AsNpm(RootedScp().Replace(text, "${host}:")) : null);

    private static UrlRecord? AsNpm(string text)
    {
        var address = WithProtocol(OwnerAndName().IsMatch(text) ? $"{KnownHost.GitHub.Shortcut}:{text}" : text);
        return UrlRecord.Parse(address) ?? UrlRecord.Parse(WithoutScp(address));
    }

    /// <summary>Puts <c>//</c> after a scheme that lacks it, and <c>git+ssh://</c> before <c>user:password@host</c>.</summary>
    private static string WithProtocol(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = text[..Math.Max(colon, 0)];
        if (Protocols.Contains(scheme, StringComparer.Ordinal) || KnownHost.ByShortcut(scheme) is not null)
            return text;
        if (colon >= 0 && text.AsSpan(colon).StartsWith("://"))
            return text;

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
            return at > colon ? $"git+ssh://{text}" : text;
        return $"{text[..(colon + 1)]}//{text[(colon + 1)..]}";
    }

    /// <summary>Makes a slash of the colon in <c>user@host:path</c>.</summary>
    private static string WithoutScp(string text)
    {
        var colon = LastBeforeFragment(text, ':');
        if (colon > LastBeforeFragment(text, '@'))
            text = $"{text[..colon]}/{text[(colon + 1)..]}";
        return LastBeforeFragment(text, ':') < 0 && !text.Contains("//", StringComparison.Ordinal) ? $"git+ssh://{text}" : text;
    }

    private static int LastBeforeFragment(string text, char mark)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? text.LastIndexOf(mark) : text.LastIndexOf(mark, hash);
    }

    [GeneratedRegex("^(?<host>[^/@?#]*@[^/:@?#]+):/+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RootedScp();

    /// <summary><c>owner/name</c>; after the hash everything is allowed.</summary>
    [GeneratedRegex(@"^[^\s@:/.#][^\s@:/#]*/[^\s@:/#]+(#.*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OwnerAndName();
}

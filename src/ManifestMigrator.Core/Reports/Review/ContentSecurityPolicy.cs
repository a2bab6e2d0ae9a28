using System.Security.Cryptography;
using System.Text;

namespace ManifestMigrator.Reports.Review;

/// <summary>The rules a browser is given for the review page: it runs its own script, uses its own style, and does nothing else.</summary>
/// <remarks>No network, no frames, no forms; and text can never be turned into markup (Trusted Types without a single policy).</remarks>
internal static class ContentSecurityPolicy
{
    /// <summary>The policy as an element for the page's head.</summary>
    /// <param name="script">Text of the one script element that may run, with its line ends.</param>
    /// <param name="style">Text of the one style element that may be used, with its line ends.</param>
    /// <param name="isServed">Whether the page may talk to the server that it came from, and to nothing else.</param>
    public static string Element(string script, string style, bool isServed)
    {
        string[] directives =
        [
            "default-src 'none'",
            $"script-src '{Hash(script)}'",
            $"style-src '{Hash(style)}'",
            .. isServed ? ["connect-src 'self'"] : Array.Empty<string>(),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ];
        return $"<meta http-equiv=\"Content-Security-Policy\" content=\"{string.Join("; ", directives)}\">";
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

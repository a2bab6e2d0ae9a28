using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>An address, split as the URL Standard of WHATWG splits it, which is how npm sees one. Only what a source can be: nothing relative, no <c>file:</c>.</summary>
internal sealed partial record UrlRecord
{
    private static readonly string[] SpecialSchemes = ["http", "https", "ws", "wss", "ftp"];

    /// <summary>In lower case, without its colon.</summary>
    public required string Scheme { get; init; }

    /// <summary>With percent-escapes as written; empty when there is none.</summary>
    public string User { get; init; } = "";

    /// <summary>With percent-escapes as written; <see langword="null"/> when there is none.</summary>
    public string? Password { get; init; }

    /// <summary>In lower case where the scheme is one of the web; empty when there is none.</summary>
    public string Host { get; init; } = "";

    /// <summary><see langword="null"/> for the one that is the scheme's own.</summary>
    public int? Port { get; init; }

    /// <summary>With percent-escapes and dots as written.</summary>
    public required string Path { get; init; }

    /// <summary>The query, without the question mark.</summary>
    public required string Query { get; init; }

    /// <summary>The fragment, without the hash and with percent-escapes as written.</summary>
    public required string Fragment { get; init; }

    /// <summary>The path without <c>.</c> and <c>..</c>, unless it is no hierarchy.</summary>
    public string ResolvedPath => Path.StartsWith('/') ? Resolved(Path) : Path;

    /// <summary>User and password with a colon between, without percent-escapes; <see langword="null"/> when there are none.</summary>
    public string? Credentials => User.Length == 0 && Password is null or "" ? null : Uri.UnescapeDataString(Password is null ? User : $"{User}:{Password}");

    /// <returns><see langword="null"/> when the text is no address.</returns>
    public static UrlRecord? Parse(string text)
    {
        var start = SchemeName().Match(text);
        if (!start.Success || start.Groups["scheme"].Value.ToLowerInvariant() is not (not "file" and var scheme))
            return null;

        var (beforeFragment, fragment) = Cut(text[start.Length..], '#');
        var (place, query) = Cut(beforeFragment, '?');
        var isSpecial = SpecialSchemes.Contains(scheme, StringComparer.Ordinal);
        if (isSpecial)
            place = "//" + place.Replace('\\', '/').TrimStart('/');
        var url = new UrlRecord { Scheme = scheme, Path = place, Query = query, Fragment = fragment };
        return place.StartsWith("//", StringComparison.Ordinal) ? url.WithAuthority(place[2..], isSpecial) : url;
    }

    private UrlRecord? WithAuthority(string place, bool isSpecial)
    {
        var slash = place.IndexOf('/', StringComparison.Ordinal);
        var (authority, path) = slash < 0 ? (place, isSpecial ? "/" : "") : (place[..slash], place[slash..]);
        var at = authority.LastIndexOf('@');
        var hostAndPort = HostAndPort().Match(authority[(at + 1)..]);
        if (!hostAndPort.Success || UrlHost.Parse(hostAndPort.Groups["host"].Value, isSpecial) is not { } host)
            return null;
        if (host.Length == 0 && (isSpecial || at >= 0 || hostAndPort.Groups["colon"].Success))
            return null;

        var port = hostAndPort.Groups["port"].Value;
        if (port.Length > 0 && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return null;

        var userInfo = at < 0 ? "" : authority[..at];
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        return this with
        {
            User = colon < 0 ? userInfo : userInfo[..colon],
            Password = colon < 0 ? null : userInfo[(colon + 1)..],
            Host = host,
            Port = port.Length == 0 ? null : OwnPort(ushort.Parse(port, CultureInfo.InvariantCulture)),
            Path = path,
        };
    }

    private int? OwnPort(int port) => (Scheme, port) is ("https", 443) or ("http", 80) or ("ssh" or "git+ssh", 22) or ("git", 9418) or ("git+https", 443) or ("git+http", 80) ? null : port;

    private static (string Before, string After) Cut(string text, char mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");

    private static string Resolved(string path)
    {
        var parts = new List<string>();
        var names = path[1..].Split('/');
        for (var i = 0; i < names.Length; i++)
        {
            var dots = names[i].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
            if (dots == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            if (dots is not ("." or ".."))
                parts.Add(names[i]);
            else if (i == names.Length - 1)
                parts.Add("");
        }
        return "/" + string.Join('/', parts);
    }

    [GeneratedRegex("^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SchemeName();

    [GeneratedRegex(@"^(?<host>\[[^\]]*\]|[^:\[]*)((?<colon>:)(?<port>\d*))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.ECMAScript, 1000)]
    private static partial Regex HostAndPort();
}

/// <summary>The host of an address, by the URL Standard.</summary>
internal static class UrlHost
{
    private const string Forbidden = " #/:<>?@[\\]^|";

    /// <returns>The host, for the schemes of the web in its ASCII form and in lower case; <see langword="null"/> when it can be none.</returns>
    public static string? Parse(string text, bool isSpecial)
    {
        if (text.StartsWith('['))
            return IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? text.ToLowerInvariant() : null;
        if (!isSpecial)
            return text.Any(Forbidden.Contains) ? null : text;

        var host = Uri.UnescapeDataString(text).ToLowerInvariant();
        return host.Any(character => Forbidden.Contains(character) || char.IsControl(character) || character == '%') ? null : Ascii(host);
    }

    /// <remarks>Unlike npm, other forms of a letter, such as the full-width ones, are not taken for that letter.</remarks>
    private static string? Ascii(string host)
    {
        if (host.All(char.IsAscii))
            return host;
        try
        {
            return new IdnMapping().GetAscii(host);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>Percent-escapes, as JavaScript's <c>decodeURIComponent</c> reads them.</summary>
internal static class Escapes
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The text without escapes; <see langword="null"/> when one is malformed or they are no UTF-8.</returns>
    public static string? Decoded(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;

        var decoded = new StringBuilder();
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                decoded.Append(text[i]);
                continue;
            }
            bytes.Clear();
            for (; i < text.Length && text[i] == '%'; i += 3)
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    return null;
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
            }
            i--;
            try
            {
                decoded.Append(Utf8.GetString([.. bytes]));
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
        return decoded.ToString();
    }
}

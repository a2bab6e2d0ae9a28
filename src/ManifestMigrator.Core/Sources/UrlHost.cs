using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ManifestMigrator.Sources;

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

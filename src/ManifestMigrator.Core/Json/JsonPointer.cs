using System.Globalization;

namespace ManifestMigrator.Json;

/// <summary>Builds and splits RFC 6901 pointers such as <c>/fields/login/type</c>; the empty text is the root.</summary>
public static class JsonPointer
{
    public static string Append(string pointer, string key) =>
        pointer + "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Append(string pointer, int index) => pointer + "/" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The reference tokens, unescaped.</summary>
    /// <exception cref="FormatException">The text is not empty and does not begin with a slash.</exception>
    public static string[] Split(string pointer)
    {
        if (pointer.Length == 0)
            return [];
        if (pointer[0] != '/')
            throw new FormatException($"A JSON Pointer begins with a slash: '{pointer}'.");
        return [.. pointer[1..].Split('/').Select(Unescape)];
    }

    /// <summary>The array index that a reference token is; <see langword="null"/> when it is none, such as <c>01</c> or the empty text.</summary>
    public static int? Index(string token) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && (token == "0" || token[0] != '0') ? index : null;

    /// <summary>The pointer to the object or array that holds a value, for a pointer that is not the root's.</summary>
    public static string Parent(string pointer) => pointer[..pointer.LastIndexOf('/')];

    /// <summary>Whether a pointer is another one or points into it.</summary>
    public static bool IsAtOrBelow(string pointer, string ancestor) =>
        pointer.StartsWith(ancestor, StringComparison.Ordinal)
        && (pointer.Length == ancestor.Length || pointer[ancestor.Length] == '/');

    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}

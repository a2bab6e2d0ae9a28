using System.Text;

namespace ManifestMigrator.Sources;

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

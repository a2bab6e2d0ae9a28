using System.Text;
using System.Text.Unicode;

namespace ManifestMigrator.Text;

/// <summary>The text of a file, and all that is needed to write the same bytes again.</summary>
/// <param name="Text">The text without a byte order mark.</param>
/// <param name="HasByteOrderMark">Whether the file begins with the UTF-8 byte order mark.</param>
public sealed record SourceText(string Text, bool HasByteOrderMark)
{
    /// <summary>The largest file that is read, in bytes; real manifests stay under 10,000.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    /// <summary>The text with the byte order mark, where the file has one, as its first character.</summary>
    public string TextWithMark => HasByteOrderMark ? "\uFEFF" + Text : Text;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads UTF-8.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="problem">Why the bytes are not text, or <see langword="null"/>.</param>
    /// <returns>The text; where there is a problem, what could be read before it.</returns>
    public static SourceText Decode(ReadOnlySpan<byte> bytes, out TextProblem? problem)
    {
        problem = null;
        if (bytes.Length > MaximumLength)
        {
            problem = TextProblem.TooLarge(bytes.Length, MaximumLength);
            return new SourceText("", HasByteOrderMark: false);
        }

        var hasMark = bytes.StartsWith(ByteOrderMark);
        var body = hasMark ? bytes[ByteOrderMark.Length..] : bytes;
        if (!Utf8.IsValid(body))
        {
            var readable = Readable(body);
            problem = LooksLikeUtf16(bytes) ? TextProblem.Utf16(readable.Length) : TextProblem.NotUtf8(readable.Length);
            return new SourceText(readable, hasMark);
        }
        return new SourceText(Encoding.UTF8.GetString(body), hasMark);
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] Encode()
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        return HasByteOrderMark ? [.. ByteOrderMark, .. bytes] : bytes;
    }

    private static bool LooksLikeUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    private static string Readable(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length];
        Utf8.ToUtf16(bytes, characters, out _, out var written, replaceInvalidSequences: false);
        return new string(characters, 0, written);
    }
}

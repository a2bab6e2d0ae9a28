using System.Globalization;

namespace ManifestMigrator.Text;

/// <summary>A place where bytes are not text, or where a text is not strict JSON (RFC 8259).</summary>
/// <param name="Code">Stable identifier in kebab-case that begins with <c>json-</c>.</param>
/// <param name="Offset">Zero-based offset in the text, in UTF-16 code units.</param>
/// <param name="Message">One sentence with the likely cause.</param>
/// <param name="Hint">One sentence: what to do.</param>
public sealed record TextProblem(string Code, int Offset, string Message, string Hint)
{
    /// <summary>The edit that repairs it, where only one thing can have been meant; <see langword="null"/> where a person must decide.</summary>
    public TextEdit? Repair { get; init; }

    internal static TextProblem TooLarge(int length, int maximum) => new(
        "json-size", 0,
        string.Create(CultureInfo.InvariantCulture, $"The file has {length} bytes; at most {maximum} are read."),
        "A manifest of this size is a mistake: check what was committed.");

    internal static TextProblem NotUtf8(int offset) => new("json-encoding", offset, "These bytes are not UTF-8.", "Save the file as UTF-8.");

    internal static TextProblem Utf16(int offset) => new("json-encoding", offset, "The file is UTF-16, not UTF-8.", "Save the file as UTF-8.");
}

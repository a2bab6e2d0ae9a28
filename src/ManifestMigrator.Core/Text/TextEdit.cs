namespace ManifestMigrator.Text;

/// <summary>Replaces a stretch of a text; an empty span inserts, an empty text removes.</summary>
/// <remarks>
/// The contract of every list of edits: all offsets are offsets in the one original text; the edits are ordered by
/// their start, do not overlap and lie inside the text. Edits that touch are allowed, and an insertion comes before the
/// edit that begins at the same offset. Edits of different texts are never put into one list.
/// </remarks>
/// <param name="Span">What is replaced.</param>
/// <param name="NewText">What stands there afterwards.</param>
public readonly record struct TextEdit(TextSpan Span, string NewText)
{
    public static TextEdit Insert(int offset, string text) => new(TextSpan.At(offset), text);

    public static TextEdit Remove(int start, int end) => new(new TextSpan(start, end), "");
}

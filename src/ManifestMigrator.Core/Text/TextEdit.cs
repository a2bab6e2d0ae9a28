using System.Text;

namespace ManifestMigrator.Text;

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Zero-based offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset just after the last one; equal to <paramref name="Start"/> for an empty stretch.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Number of UTF-16 code units.</summary>
    public int Length => End - Start;

    /// <summary>The empty stretch at an offset.</summary>
    public static TextSpan At(int offset) => new(offset, offset);

    /// <summary>The part of a text that this span covers.</summary>
    public string In(string text) => text.Substring(Start, Length);
}

/// <summary>Replaces a stretch of a text; an empty span inserts, an empty text removes.</summary>
/// <remarks>
/// The contract of every list of edits: all offsets are offsets in the one original text; the edits are ordered by
/// their start, do not overlap and lie inside the text. Edits that touch are allowed, and an insertion comes before the
/// edit that begins at the same offset. Edits of different texts are never put into one list.
/// </remarks>
/// <param name="Span">What is replaced.</param>
/// <param name="NewText">What stands there afterwards.</param>
public sealed record TextEdit(TextSpan Span, string NewText)
{
    public static TextEdit Insert(int offset, string text) => new(TextSpan.At(offset), text);

    public static TextEdit Remove(int start, int end) => new(new TextSpan(start, end), "");
}

/// <summary>Applies a list of edits and traces offsets back through it. The contract is written at <see cref="TextEdit"/>.</summary>
public static class TextEdits
{
    /// <summary>Brings edits that were collected in any order into the order of the contract.</summary>
    public static IReadOnlyList<TextEdit> InOrder(IEnumerable<TextEdit> edits) =>
        [.. edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End)];

    /// <summary>Whether the edits are ordered, disjoint and inside a text of the given length.</summary>
    public static bool AreValid(IReadOnlyList<TextEdit> edits, int textLength)
    {
        var position = 0;
        foreach (var edit in edits)
        {
            if (edit.Span.Start < position || edit.Span.End < edit.Span.Start || edit.Span.End > textLength)
                return false;
            position = edit.Span.End;
        }
        return true;
    }

    /// <summary>The text with the edits carried out.</summary>
    /// <exception cref="ArgumentException">The edits break the contract.</exception>
    public static string Apply(string text, IReadOnlyList<TextEdit> edits)
    {
        if (!AreValid(edits, text.Length))
            throw new ArgumentException("Edits must be ordered, disjoint and inside the text.", nameof(edits));

        var result = new StringBuilder(text.Length + 256);
        var position = 0;
        foreach (var edit in edits)
        {
            result.Append(text, position, edit.Span.Start - position).Append(edit.NewText);
            position = edit.Span.End;
        }
        return result.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>The offset in the original text of an offset in the edited text; inside new text, the start of the edit.</summary>
    public static int OriginalOffset(IReadOnlyList<TextEdit> edits, int editedOffset)
    {
        var shift = 0;
        foreach (var edit in edits)
        {
            var newStart = edit.Span.Start + shift;
            if (editedOffset < newStart)
                break;
            if (editedOffset < newStart + edit.NewText.Length)
                return edit.Span.Start;
            shift += edit.NewText.Length - edit.Span.Length;
        }
        return editedOffset - shift;
    }
}

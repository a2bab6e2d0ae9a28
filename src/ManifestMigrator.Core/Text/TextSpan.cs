namespace ManifestMigrator.Text;

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Zero-based offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset just behind the last one; equal to <paramref name="Start"/> for an empty stretch.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Number of UTF-16 code units.</summary>
    public int Length => End - Start;

    /// <summary>The empty stretch at an offset.</summary>
    public static TextSpan At(int offset) => new(offset, offset);

    /// <summary>The part of a text that this span covers.</summary>
    public string In(string text) => text.Substring(Start, Length);
}

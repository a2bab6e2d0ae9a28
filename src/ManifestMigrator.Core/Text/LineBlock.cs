using DiffPlex;

namespace ManifestMigrator.Text;

/// <summary>Neighbouring lines that differ: some of the one text stand where some of the other were.</summary>
/// <param name="Before">Index of the first removed line, or of the line before which others were added.</param>
/// <param name="Removed">Number of removed lines.</param>
/// <param name="After">Index of the first added line, or of the line before which others were removed.</param>
/// <param name="Added">Number of added lines.</param>
internal sealed record LineBlock(int Before, int Removed, int After, int Added)
{
    private const int MostComparedLines = 20_000;

    /// <summary>Index of the first line behind the block in the text before.</summary>
    public int EndBefore => Before + Removed;

    /// <summary>Index of the first line behind the block in the text after.</summary>
    public int EndAfter => After + Added;

    /// <summary>The blocks in which two texts differ, in order; between two of them at least one line is equal.</summary>
    /// <remarks>
    /// The equal lines at both ends are set aside first: a migration touches few lines, and those left are soon compared. The time
    /// for them can grow with the square of their number, so where very many are left no equal ones are looked for.
    /// </remarks>
    public static IReadOnlyList<LineBlock> Between(TextLines before, TextLines after)
    {
        var shorter = Math.Min(before.Count, after.Count);
        var head = 0;
        while (head < shorter && before[head].SequenceEqual(after[head]))
            head++;

        var tail = 0;
        while (tail < shorter - head && before[before.Count - 1 - tail].SequenceEqual(after[after.Count - 1 - tail]))
            tail++;

        var removed = before.Count - tail - head;
        var added = after.Count - tail - head;
        if (removed == 0 && added == 0)
            return [];

        if (removed == 0 || added == 0 || removed + added > MostComparedLines)
            return [new LineBlock(head, removed, head, added)];

        var middle = new Differ().CreateCustomDiffs(
            before.Between(head, head + removed),
            after.Between(head, head + added),
            ignoreWhiteSpace: false,
            TextLines.Split);

        return [.. middle.DiffBlocks.Select(block => new LineBlock(
            head + block.DeleteStartA,
            block.DeleteCountA,
            head + block.InsertStartB,
            block.InsertCountB))];
    }
}

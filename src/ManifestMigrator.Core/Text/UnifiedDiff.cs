using System.Globalization;
using System.Text;
using DiffPlex;

namespace ManifestMigrator.Text;

/// <summary>The difference of two texts, line by line, in the form that <c>git apply</c> reads.</summary>
/// <param name="Hunks">
/// The hunks with their <c>@@</c> lines and three lines of context, without file headers; empty when the texts are equal.
/// Every line of the texts keeps its own ending, so a line that ends in CR LF does so here too.
/// </param>
/// <param name="Added">Number of lines that begin with <c>+</c>.</param>
/// <param name="Removed">Number of lines that begin with <c>-</c>.</param>
public sealed record UnifiedDiff(string Hunks, int Added, int Removed)
{
    private const int ContextLines = 3;

    /// <summary>The difference that leads from one text to another.</summary>
    public static UnifiedDiff Between(string before, string after) => Between(before, after, "", []);

    /// <summary>The difference that leads from one text to another, with some lines named at the head of their hunks.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <param name="name">What the lines are called, where git puts the name of a function.</param>
    /// <param name="lines">One-based numbers of lines of the old text, as people count them.</param>
    public static UnifiedDiff Between(string before, string after, string name, IReadOnlyCollection<int> lines)
    {
        var old = new GitLines(before);
        var @new = new GitLines(after);
        var numbers = lines.Count == 0 ? null : new LineMap(before);
        var blocks = LineBlock.Between(old, @new);
        var hunks = new StringBuilder();

        for (var first = 0; first < blocks.Count;)
        {
            var last = LastOfHunk(blocks, first);
            var named = lines.Where(line => old.Line(numbers!.Start(line - 1)) is var place && blocks[first].Before <= place && place < blocks[last].EndBefore).ToList();
            AppendHunk(hunks, old, @new, blocks, first, last, named.Count == 0 ? "" : $" {name}: line {string.Join(", ", named.Order().Select(Invariant))}");
            first = last + 1;
        }

        return new UnifiedDiff(hunks.ToString(), blocks.Sum(block => block.Added), blocks.Sum(block => block.Removed));
    }

    /// <summary>Blocks whose context would touch or overlap share a hunk.</summary>
    private static int LastOfHunk(IReadOnlyList<LineBlock> blocks, int first)
    {
        var last = first;
        while (last + 1 < blocks.Count && blocks[last + 1].Before - blocks[last].EndBefore <= 2 * ContextLines)
            last++;

        return last;
    }

    private static void AppendHunk(
        StringBuilder hunks, GitLines old, GitLines @new, IReadOnlyList<LineBlock> blocks, int first, int last, string heading)
    {
        var leading = Math.Min(ContextLines, blocks[first].Before);
        var trailing = Math.Min(ContextLines, old.Count - blocks[last].EndBefore);
        var position = blocks[first].Before - leading;

        hunks.Append("@@ -");
        AppendRange(hunks, position, blocks[last].EndBefore + trailing);
        hunks.Append(" +");
        AppendRange(hunks, blocks[first].After - leading, blocks[last].EndAfter + trailing);
        hunks.Append(" @@").Append(heading).Append('\n');

        for (var index = first; index <= last; index++)
        {
            var block = blocks[index];
            AppendLines(hunks, ' ', old, position, block.Before);
            AppendLines(hunks, '-', old, block.Before, block.EndBefore);
            AppendLines(hunks, '+', @new, block.After, block.EndAfter);
            position = block.EndBefore;
        }

        AppendLines(hunks, ' ', old, position, position + trailing);
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Git's spelling: a count of one is left out, and no lines at all stand after the line before them.</summary>
    private static void AppendRange(StringBuilder hunks, int start, int end)
    {
        var count = end - start;
        hunks.Append(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)}");
        if (count != 1)
            hunks.Append(CultureInfo.InvariantCulture, $",{count}");
    }

    private static void AppendLines(StringBuilder hunks, char mark, GitLines lines, int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            var line = lines[index];
            hunks.Append(mark).Append(line);
            if (line[^1] != '\n')
                hunks.Append("\n\\ No newline at end of file\n");
        }
    }
}

/// <summary>Neighbouring lines that differ: some of the one text stand where some of the other were.</summary>
/// <param name="Before">Index of the first removed line, or of the line before which others were added.</param>
/// <param name="Removed">Number of removed lines.</param>
/// <param name="After">Index of the first added line, or of the line before which others were removed.</param>
/// <param name="Added">Number of added lines.</param>
internal sealed record LineBlock(int Before, int Removed, int After, int Added)
{
    private const int MostComparedLines = 20_000;

    /// <summary>Index of the first line after the block in the text before.</summary>
    public int EndBefore => Before + Removed;

    /// <summary>Index of the first line after the block in the text after.</summary>
    public int EndAfter => After + Added;

    /// <summary>The blocks in which two texts differ, in order; between two of them at least one line is equal.</summary>
    /// <remarks>
    /// The equal lines at both ends are set aside first: a migration touches few lines. Comparing the rest can take time in
    /// proportion to the square of their number, so a very long rest counts as one block.
    /// </remarks>
    public static IReadOnlyList<LineBlock> Between(GitLines before, GitLines after)
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
            GitLines.Split);

        return [.. middle.DiffBlocks.Select(block => new LineBlock(
            head + block.DeleteStartA,
            block.DeleteCountA,
            head + block.InsertStartB,
            block.InsertCountB))];
    }
}

/// <summary>The lines of a text as git sees them, each with its ending. Nothing follows a final line feed, not even an empty line.</summary>
internal readonly struct GitLines
{
    private readonly string _text;
    private readonly LineMap _map;

    public GitLines(string text)
    {
        _text = text;
        _map = LineMap.ForGit(text);
        Count = _map.Start(_map.Count - 1) == text.Length ? _map.Count - 1 : _map.Count;
    }

    public int Count { get; }

    public ReadOnlySpan<char> this[int index] => _text.AsSpan(_map.Start(index).._map.Start(index + 1));

    /// <summary>Zero-based line of an offset in the text.</summary>
    public int Line(int offset) => _map.Line(offset);

    /// <summary>The lines from <paramref name="first"/> up to, not including, <paramref name="end"/> as one text.</summary>
    public string Between(int first, int end) => _text[_map.Start(first).._map.Start(end)];

    /// <summary>The lines of a text, each as a string of its own.</summary>
    public static string[] Split(string text)
    {
        var lines = new GitLines(text);
        var pieces = new string[lines.Count];
        for (var index = 0; index < pieces.Length; index++)
            pieces[index] = lines[index].ToString();

        return pieces;
    }
}

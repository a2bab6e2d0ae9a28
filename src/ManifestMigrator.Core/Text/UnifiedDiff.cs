using System.Globalization;
using System.Text;

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
    /// <param name="lines">One-based numbers of lines of the old text.</param>
    public static UnifiedDiff Between(string before, string after, string name, IReadOnlyCollection<int> lines)
    {
        var old = new TextLines(before);
        var @new = new TextLines(after);
        var blocks = LineBlock.Between(old, @new);
        var hunks = new StringBuilder();

        for (var first = 0; first < blocks.Count;)
        {
            var last = LastOfHunk(blocks, first);
            var named = lines.Where(line => blocks[first].Before < line && line <= blocks[last].EndBefore).ToList();
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
        StringBuilder hunks, TextLines old, TextLines @new, IReadOnlyList<LineBlock> blocks, int first, int last, string heading)
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

    /// <summary>Git's spelling: a count of one is left out, and no lines at all stand behind the line before them.</summary>
    private static void AppendRange(StringBuilder hunks, int start, int end)
    {
        var count = end - start;
        hunks.Append(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)}");
        if (count != 1)
            hunks.Append(CultureInfo.InvariantCulture, $",{count}");
    }

    private static void AppendLines(StringBuilder hunks, char mark, TextLines lines, int start, int end)
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

using System.Text;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Cells">What the cells mean: without quotes and without the apostrophe of <see cref="FormulaGuard"/>.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

/// <summary>A CSV file is damaged. The message is the cause, in a sentence.</summary>
/// <param name="line">The line of the damage, from 1.</param>
/// <param name="cause">What is wrong there.</param>
public sealed class CsvException(int line, string cause) : Exception(cause)
{
    public int Line { get; } = line;
}

/// <summary>Reads CSV as the reports are written (RFC 4180), and as spreadsheets save it: CR LF, LF and CR each end a line.</summary>
/// <remarks>It is strict: a lost quote would silently make one cell of many rows.</remarks>
public static class CsvText
{
    /// <summary>Every row, the header included. Empty lines are passed over.</summary>
    /// <exception cref="CsvException">A quote stands where none may, or is never closed.</exception>
    public static IEnumerable<CsvRow> Read(string text)
    {
        var line = 1;
        for (var at = 0; at < text.Length;)
        {
            var begin = line;
            var cells = new List<string>();
            do
                cells.Add(Cell(text, ref at, ref line));
            while (at < text.Length && text[at++] == ',');

            if (at < text.Length && text[at - 1] == '\r' && text[at] == '\n')
                at++;
            line++;
            if (cells is not [""])
                yield return new CsvRow(begin, cells);
        }
    }

    /// <summary>Reads one cell and stops at what ends it: a comma, a line ending or the end.</summary>
    private static string Cell(string text, ref int at, ref int line)
    {
        if (at == text.Length || text[at] != '"')
        {
            var length = text.AsSpan(at).IndexOfAny(",\r\n");
            var plain = length < 0 ? text[at..] : text.Substring(at, length);
            if (plain.Contains('"', StringComparison.Ordinal))
                throw new CsvException(line, "A cell with a quote in it must be quoted, and the quote doubled.");
            at += plain.Length;
            return FormulaGuard.Remove(plain);
        }

        var begin = line;
        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (++at == text.Length || text[at] != '"'))
                return at == text.Length || text[at] is ',' or '\r' or '\n'
                    ? FormulaGuard.Remove(cell.ToString())
                    : throw new CsvException(line, "Text follows the closing quote of a cell.");
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                line++;
            cell.Append(text[at]);
        }
        throw new CsvException(begin, "A quote is opened here and never closed.");
    }
}

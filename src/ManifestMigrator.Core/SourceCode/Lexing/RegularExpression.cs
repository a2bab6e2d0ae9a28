using System.Buffers;

namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Reads a regular expression, which ends on its line.</summary>
internal static class RegularExpression
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("/\\[]\n\r");

    /// <returns>Whether there is one; otherwise nothing is read.</returns>
    public static bool TryRead(TokenReader reader)
    {
        if (reader.Position < reader.NoRegexUntil)
            return false;

        var from = reader.Position;
        var end = End(reader);
        if (end >= reader.End || reader.Text[end] != '/')
        {
            reader.NoRegexUntil = end;
            return false;
        }

        reader.Position = end + 1;
        Names.SkipParts(reader);
        reader.Add(TokenKind.Regex, from);
        return true;
    }

    /// <summary>Offset of the closing slash or of the end of the line; a slash in a class closes nothing.</summary>
    private static int End(TokenReader reader)
    {
        var isInClass = false;
        var i = reader.Position + 1;
        while (i < reader.End)
        {
            var next = reader.Text.AsSpan(i, reader.End - i).IndexOfAny(Stops);
            if (next < 0)
                return reader.End;

            i += next;
            switch (reader.Text[i])
            {
                case '\\' when i + 1 < reader.End && reader.Text[i + 1] is not ('\n' or '\r'):
                    i++;
                    break;
                case '[':
                    isInClass = true;
                    break;
                case ']':
                    isInClass = false;
                    break;
                case '/' when !isInClass:
                case '\n' or '\r':
                    return i;
            }
            i++;
        }
        return reader.End;
    }
}

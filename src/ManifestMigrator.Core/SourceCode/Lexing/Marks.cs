namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Reads brackets, operators and separators. Only those are kept together whose parts mean something else.</summary>
internal static class Marks
{
    private static readonly string[] Long = ["===", "!==", "...", "==", "!=", "<=", ">=", "=>", "->", "++", "--", "..", "?.", "::", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "?="];

    public static void Read(TokenReader reader)
    {
        var from = reader.Position;
        reader.Position += Length(reader);
        reader.Add(TokenKind.Mark, from);
    }

    private static int Length(TokenReader reader)
    {
        if (reader.Next() is not ('=' or '>' or '+' or '-' or '.' or ':'))
            return 1;

        foreach (var mark in Long)
        {
            if (reader.StartsWith(mark))
                return mark.Length;
        }
        return 1;
    }
}

namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Reads numbers with their prefixes, separators and suffixes; the dots of a range are no part of one.</summary>
internal static class Numbers
{
    public static void Read(TokenReader reader)
    {
        var from = reader.Position++;
        while (!reader.AtEnd && (Names.IsPart(reader.Current) || (reader.Current == '.' && char.IsDigit(reader.Next()))))
            reader.Position++;
        reader.Add(TokenKind.Number, from);
    }
}

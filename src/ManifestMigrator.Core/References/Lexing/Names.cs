namespace ManifestMigrator.References.Lexing;

/// <summary>Reads identifiers and keywords.</summary>
internal static class Names
{
    public static bool IsStart(char character) => char.IsLetter(character) || character is '_' or '$' || char.IsSurrogate(character);

    public static bool IsPart(char character) => IsStart(character) || char.IsDigit(character) || character is '\u200C' or '\u200D';

    public static void Read(TokenReader reader)
    {
        var from = reader.Position++;
        while (!reader.AtEnd && IsPart(reader.Current))
            reader.Position++;
        reader.Add(TokenKind.Name, from);
    }
}

namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Reads identifiers and keywords.</summary>
internal static class Names
{
    public static bool IsStart(char character) => char.IsLetter(character) || character is '_' or '$' || char.IsSurrogate(character);

    public static bool IsPart(char character) => char.IsAsciiLetterOrDigit(character) || IsStart(character) || char.IsDigit(character) || character is '\u200C' or '\u200D';

    /// <summary>Passes over what belongs to a name.</summary>
    public static void SkipParts(TokenReader reader)
    {
        var rest = reader.Rest;
        var length = 0;
        while (length < rest.Length && IsPart(rest[length]))
            length++;
        reader.Position += length;
    }

    public static void Read(TokenReader reader)
    {
        var from = reader.Position++;
        SkipParts(reader);
        reader.Add(TokenKind.Name, from);
    }
}

namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Reads the JavaScript that CoffeeScript takes over as it is, between backticks.</summary>
internal static class EmbeddedJavaScript
{
    /// <returns>Whether the backtick has a partner; otherwise nothing is read.</returns>
    public static bool TryRead(TokenReader reader)
    {
        if (reader.Position < reader.LineBoundUntil)
            return false;

        var end = reader.Position + 1;
        while (end < reader.End && reader.Text[end] != '`')
            end += reader.Text[end] == '\\' ? 2 : 1;
        if (end >= reader.End)
        {
            reader.LineBoundUntil = reader.End;
            return false;
        }

        JavaScript.Read(new TokenReader(reader.Tokens, reader.Position + 1, end));
        reader.Position = end + 1;
        return true;
    }
}

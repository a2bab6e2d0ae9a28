namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Passes over the comments of JavaScript.</summary>
internal static class Comments
{
    /// <summary>Passes over <c>//</c> and <c>/* */</c>; one that is not closed goes to the end of the text.</summary>
    /// <returns>Whether a comment begins here.</returns>
    public static bool Skip(TokenReader reader)
    {
        switch (reader.Next())
        {
            case '/':
                reader.SkipLine();
                return true;
            case '*':
                SkipTo(reader, "*/");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Passes over the rest of a line that begins with <c>#!</c> or has <c>&lt;!--</c>, which are comments too.</summary>
    public static bool SkipOdd(TokenReader reader)
    {
        var isComment = reader.StartsWith("<!--") || (reader.Position == 0 && reader.StartsWith("#!"));
        if (isComment)
            reader.SkipLine();
        return isComment;
    }

    /// <summary>Passes over everything up to and with a closing mark, which does not overlap the opening one of the same length.</summary>
    public static void SkipTo(TokenReader reader, string closing)
    {
        var length = reader.Rest[closing.Length..].IndexOf(closing, StringComparison.Ordinal);
        reader.Skip(length < 0 ? reader.Rest.Length : closing.Length + length + closing.Length);
    }
}

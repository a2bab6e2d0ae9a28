namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Passes over the comments of CoffeeScript, and over line ends that do not count.</summary>
internal static class CoffeeComments
{
    /// <summary>Passes over <c>#</c> to the end of the line, or over <c>###</c> to the next one; four of them are a line again.</summary>
    public static void Skip(TokenReader reader)
    {
        if (reader.StartsWith("###") && reader.Next(3) != '#')
            Comments.SkipTo(reader, "###");
        else
            reader.SkipLine();
    }

    /// <summary>Passes over a backslash at the end of a line.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool SkipContinuation(TokenReader reader)
    {
        var rest = reader.Rest[1..].TrimStart(" \t");
        if (rest is not ['\n' or '\r', ..])
            return false;

        reader.Position = reader.End - rest.Length + (rest is ['\r', '\n', ..] ? 2 : 1);
        return true;
    }
}

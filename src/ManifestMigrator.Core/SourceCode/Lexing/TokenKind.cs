namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>What a token is. Comments and white space are none.</summary>
internal enum TokenKind
{
    /// <summary>An identifier or a keyword.</summary>
    Name,

    Number,

    /// <summary>A whole text between quotes, with nothing computed in it.</summary>
    Text,

    /// <summary>A text up to its first interpolation; the tokens of the interpolations follow.</summary>
    TextStart,

    /// <summary>The end of a text that has interpolations.</summary>
    TextEnd,

    /// <summary>A text that is not closed where it must be.</summary>
    Broken,

    /// <summary>A regular expression with its slashes.</summary>
    Regex,

    /// <summary>A bracket, an operator, a separator.</summary>
    Mark,
}

namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>A piece of code.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last one.</param>
/// <param name="BeginsLine">Whether a line ends between the token before and this one.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, bool BeginsLine);

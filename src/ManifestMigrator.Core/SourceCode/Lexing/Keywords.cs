using System.Collections.Frozen;

namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>The keywords that matter for what follows them.</summary>
internal static class Keywords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Expression = FrozenSet.ToFrozenSet(
        [
            "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else", "yield", "await", "default", "extends",
            "and", "or", "not", "is", "isnt", "if", "unless", "then", "when", "while", "until", "by",
        ],
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether an expression follows a keyword of one of the languages.</summary>
    public static bool BeginsExpression(ReadOnlySpan<char> word) => Expression.Contains(word);
}

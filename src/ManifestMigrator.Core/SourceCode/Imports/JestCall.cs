using ManifestMigrator.SourceCode.Lexing;

namespace ManifestMigrator.SourceCode.Imports;

/// <summary><c>jest.mock('x')</c> and its kin: a test names a module to replace it, or to get what it replaced.</summary>
internal static class JestCall
{
    private static readonly string[] Methods = ["mock", "doMock", "unmock", "dontMock", "setMock", "requireActual", "requireMock", "createMockFromModule"];

    /// <summary>The call that begins with the name <c>jest</c>.</summary>
    public static ImportSite? At(TokenList tokens, int jest)
    {
        var isCall = !tokens.IsMember(jest)
            && tokens.Is(jest + 1, ".")
            && tokens.Is(jest + 3, "(")
            && tokens.IsText(jest + 4)
            && (tokens.Is(jest + 5, ")") || tokens.Is(jest + 5, ","))
            && tokens.IsAny(jest + 2, Methods);
        return isCall ? new ImportSite(jest, Math.Max(jest + 5, tokens.Partner(jest + 3)), jest + 4) { IsMock = true } : null;
    }
}

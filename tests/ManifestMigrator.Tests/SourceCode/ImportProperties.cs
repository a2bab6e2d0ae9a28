using FsCheck;
using ManifestMigrator.SourceCode;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.SourceCode;

public sealed class ImportProperties
{
    [Property(MaxTest = 1000)]
    public void Any_text_is_read_to_its_end(string? text, bool isCoffee) => AssertRead(text ?? "", Language(isCoffee));

    [Property(MaxTest = 3000, Arbitrary = [typeof(CodePieces)])]
    public void Any_pieces_of_code_are_read_to_their_end(CodeText code) => AssertRead(code.Text, code.Language);

    [Property(MaxTest = 500, Arbitrary = [typeof(CodePieces)])]
    public void Any_repository_is_judged(CodeText code, CodeText package, CodeText manifest, string? path) => Assert.That(
        () => Read.Report([new MigratedManifest(path ?? "", manifest.Text, "{}")], ("index.js", code.Text), ("package.json", package.Text), ((path ?? "") + ".coffee", code.Text)),
        Throws.Nothing);

    [Property(MaxTest = 2000, Arbitrary = [typeof(CodePieces)])]
    public void A_comment_or_a_text_that_holds_a_require_adds_nothing(WholeStatements code, NonNegativeInt place, NonNegativeInt piece)
    {
        var pieces = CodePieces.Inert(code.Language);
        var at = place.Get % (code.Statements.Count + 1);
        var longer = code.Statements.Take(at).Append(pieces[piece.Get % pieces.Count]).Concat(code.Statements.Skip(at));

        Assert.That(
            Found.Specifiers(string.Join('\n', longer), code.Language),
            Is.EqualTo(Found.Specifiers(string.Join('\n', code.Statements), code.Language)));
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(CodePieces)])]
    public void Every_require_of_whole_statements_is_found(WholeStatements code) => Assert.That(
        Found.Imports(string.Join('\n', code.Statements), code.Language),
        Has.Count.EqualTo(code.Statements.Count(statement => statement.Contains("'hit'", StringComparison.Ordinal))));

    [TestCaseSource(typeof(HostileCode), nameof(HostileCode.Pieces))]
    public void A_piece_that_is_repeated_is_read_to_its_end(string piece)
    {
        foreach (var language in Enum.GetValues<SourceLanguage>())
            AssertRead(HostileCode.Repeat(piece, 20_000), language);
    }

    private static void AssertRead(string text, SourceLanguage language)
    {
        var tokens = Lexer.Tokenize(text, language);
        var end = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            Assert.That(tokens[i].Start, Is.GreaterThanOrEqualTo(end));
            Assert.That(tokens[i].End, Is.GreaterThan(tokens[i].Start).And.AtMost(text.Length));
            end = tokens[i].End;
        }

        Assert.That(() => Found.Imports(text, language), Throws.Nothing);
        Assert.That(() => Read.Reads(language == SourceLanguage.CoffeeScript ? "index.coffee" : "index.js", text), Throws.Nothing);
    }

    private static SourceLanguage Language(bool isCoffee) => isCoffee ? SourceLanguage.CoffeeScript : SourceLanguage.JavaScript;
}

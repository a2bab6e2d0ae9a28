using System.Diagnostics;
using FsCheck;
using ManifestMigrator.SourceCode;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.SourceCode;

public sealed class ImportProperties
{
    private static readonly string Plain = Repeated("a = b + 'c';\n");

    [Property(MaxTest = 1000)]
    public void Any_text_is_read_to_its_end(string? text, bool isCoffee) => AssertRead(text ?? "", Language(isCoffee));

    [Property(MaxTest = 3000, Arbitrary = [typeof(CodePieces)])]
    public void Any_pieces_of_code_are_read_to_their_end(CodeText code) => AssertRead(code.Text, code.Language);

    [Property(MaxTest = 500, Arbitrary = [typeof(CodePieces)])]
    public void Any_repository_is_judged(CodeText code, CodeText package, CodeText manifest, string? path) => Assert.That(
        () => Read.Of([new MigratedManifest(path ?? "", manifest.Text, "{}")], ("index.js", code.Text), ("package.json", package.Text), ((path ?? "") + ".coffee", code.Text)),
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

    /// <summary>Where time grew with the square of the length, such a text would take thousands of times as long as plain code does in the same minute.</summary>
    [TestCaseSource(nameof(Hostile))]
    public void No_text_takes_much_longer_than_plain_code(string piece)
    {
        var text = Repeated(piece);
        foreach (var language in Enum.GetValues<SourceLanguage>())
            Assert.That(Enumerable.Range(0, 3).Any(_ => Time(text, language) < 40 * Time(Plain, language)), $"{language}");
    }

    private static IEnumerable<string> Hostile() =>
    [
        "'", "\"", "`", "/", "{", "}", "(", ")", "[", "#{", "${", "###", "///", "'''", "\"\"\"", "\\", "\n", "a.", "import ", "import{", "import a,", "import{a,",
        "export{", "} = require('x') ", "{ = ", "} = x = require", "`\\`", "'\\\n", "'\n\\", "\"\n'\n\\'", "=/[ ", "= / ", "/*", "<!--", "require(", "fields.a = ", "{} = fields;", "saveBills(a, fields", "saveBills(a, {...fields,", "start(", "require '", "x = require;",
        "{a} = x;", "a.fields", "`${", "\"#{", "`${`", "}`", "((]]", "jest.mock(", "r = require\nr(", "saveBills(", "const l = require('l'); l.a;", "{ a: { b } } = require('l');", "a = ", "fields = ", "a(", "a(fields, ", "x => ", "(fields) => ", "-> ", "return fields;", "class A { ", "class A extends ",
        "function f(fields) { return ", "x as typeof ", "x as () => ", "a: ", "a:\n fields\n", "new A(fields).b", "module.exports = ", "{ fields } = this;", "fields.a;", "fields.a = fields.a;", "if (fields.a) ", "a.b.", "for (const a of b) ", "@fields ", "f fields, ",
    ];

    private static string Repeated(string piece) => string.Concat(Enumerable.Repeat(piece, 150_000 / piece.Length));

    private static TimeSpan Time(string text, SourceLanguage language)
    {
        var watch = Stopwatch.StartNew();
        _ = Found.Imports(text, language);
        _ = Read.Reads(language == SourceLanguage.CoffeeScript ? "index.coffee" : "index.js", text);
        return watch.Elapsed;
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

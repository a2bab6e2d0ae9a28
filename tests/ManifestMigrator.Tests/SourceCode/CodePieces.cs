using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>Text made of pieces that code is made of, in any order.</summary>
public sealed record CodeText(string Text, bool IsCoffee)
{
    internal SourceLanguage Language => IsCoffee ? SourceLanguage.CoffeeScript : SourceLanguage.JavaScript;
}

/// <summary>Statements of one language, each complete.</summary>
public sealed record WholeStatements(IReadOnlyList<string> Statements, bool IsCoffee)
{
    internal SourceLanguage Language => IsCoffee ? SourceLanguage.CoffeeScript : SourceLanguage.JavaScript;
}

public static class CodePieces
{
    private static readonly string[] Pieces =
    [
        "'", "\"", "`", "/", "//", "/*", "*/", "#", "###", "///", "'''", "\"\"\"", "${", "#{", "{", "}", "(", ")", "[", "]", "\\", "\n", "\r\n", " ", "=", ",", ".", "?.", ":",
        "require", "import", "export", "from", "as", "*", "a", "fields", "folderPath", "1.5", "=>", "->", "...", "é", "\uD83D", "\u2028", "<!--", "#!", "saveBills", "COZY_FIELDS",
        "const x = require('y')", "jest.mock(", "@", "+", "++", "if (", "return ",
    ];

    private static readonly string[] JavaScript =
    [
        "const a = require('hit')", "import { b } from 'hit'", "const { c } = require('hit')", "if (x) { y = `${require('hit')}` }", "a = b / c / d", "a = /['\"`]/.test(b)",
        "s = 'it\\'s'", "s = `a ${b} \\` c`", "f(function () { return /[/]'/ })", "// it's", "/* \" */", "x = { a: 1 }", "while (x) /'/g.exec(y)", "x++", "z = [1, 2][0] / 3",
        "const e = <p>don't</p>",
    ];

    private static readonly string[] Coffee =
    [
        "a = require 'hit'", "{b} = require('hit')", "c = \"#{require 'hit'}\"", "a = b / c / d", "s.replace /['\"`]/g, ''", "s = 'it\\'s'", "s = \"a #{b} c\"", "# it's",
        "###\n it's\n###", "s = '''\n \"\n'''", "r = ///\n [']\n///", "f = (x) -> x + 1", "o =\n  a: 1", "`var x = \"'\"`", "s = 'two\n lines'", "d = require('hit').e",
    ];

    public static Arbitrary<CodeText> Texts() => Arb.From(
        from pieces in Gen.Elements(Pieces).ListOf()
        from isCoffee in Gen.Elements(true, false)
        select new CodeText(string.Concat(pieces), isCoffee));

    public static Arbitrary<WholeStatements> Statements() => Arb.From(
        from isCoffee in Gen.Elements(true, false)
        from statements in Gen.Elements(isCoffee ? Coffee : JavaScript).ListOf()
        select new WholeStatements([.. statements], isCoffee));

    /// <summary>Comments and texts that hold what looks like a require.</summary>
    internal static IReadOnlyList<string> Inert(SourceLanguage language) => language == SourceLanguage.CoffeeScript
        ? ["# x = require('x')", "###\nx = require 'x'\n###", "s = \"require('x')\"", "s = 'require \"x\"'", "s = '''\nrequire(\"x\")\n'''", "s = \"\"\"\nrequire 'x'\n\"\"\"", "s = 'a\n require \"x\"'"]
        : ["// require('x')", "/* import 'x' */", "/**\n * require('x')\n */", "s = \"require('x')\"", "s = 'import \"x\"'", "s = `require('x')\nimport 'x'`", "s = 'a\\\nrequire(\"x\")'"];
}

namespace ManifestMigrator.Tests.SourceCode;

/// <summary>Pieces that make a careless reader of code look back, or ahead, again and again when they are repeated.</summary>
internal static class HostileCode
{
    public static readonly string[] Pieces =
    [
        "'", "\"", "`", "/", "{", "}", "(", ")", "[", "#{", "${", "###", "///", "'''", "\"\"\"", "\\", "\n", "a.", "import ", "import{", "import a,", "import{a,",
        "export{", "} = require('x') ", "{ = ", "} = x = require", "`\\`", "'\\\n", "'\n\\", "\"\n'\n\\'", "=/[ ", "= / ", "/*", "<!--", "require(", "fields.a = ", "{} = fields;", "saveBills(a, fields", "saveBills(a, {...fields,", "start(", "require '", "x = require;",
        "{a} = x;", "a.fields", "`${", "\"#{", "`${`", "}`", "((]]", "jest.mock(", "r = require\nr(", "saveBills(", "const l = require('l'); l.a;", "{ a: { b } } = require('l');", "a = ", "fields = ", "a(", "a(fields, ", "x => ", "(fields) => ", "-> ", "return fields;", "class A { ", "class A extends ",
        "function f(fields) { return ", "x as typeof ", "x as () => ", "a: ", "a:\n fields\n", "new A(fields).b", "module.exports = ", "{ fields } = this;", "fields.a;", "fields.a = fields.a;", "if (fields.a) ", "a.b.", "for (const a of b) ", "@fields ", "f fields, ",
    ];

    /// <summary>A text of so many characters, whatever is repeated in it.</summary>
    public static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}

using System.Text;
using ManifestMigrator.Catalogue;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;
using ManifestMigrator.Tests.Rules;
using ManifestMigrator.Tests.SourceCode;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.Catalogue;

public sealed class DeclarationProperties
{
    [Property(MaxTest = 2000, Arbitrary = [typeof(CodePieces)])]
    public void Any_pieces_of_code_around_and_in_a_declaration_are_read_to_their_end(SourceCode.CodeText before, SourceCode.CodeText inside)
    {
        var code = before.IsCoffee
            ? $"{before.Text}\nmodule.exports = base.createNew\n    name: 'A'\n    fields:\n        a: {inside.Text}\n"
            : $"{before.Text}\nmodule.exports = base.createNew({{ name: 'A', fields: {{ a: {inside.Text} }} }})";

        Assert.That(() => Drafts(code, before.IsCoffee), Throws.Nothing);
    }

    [TestCaseSource(nameof(Hostile))]
    public void A_text_that_repeats_itself_or_doubles_with_each_name_is_read_to_its_end(string text)
    {
        foreach (var language in Enum.GetValues<SourceLanguage>())
        {
            var code = CodeStructure.Read(Lexer.Tokenize(text, language));
            Assert.That(() => KonnectorDeclaration.Read(code, ModuleLinks.Read(code)), Throws.Nothing);
        }
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        string[] pieces =
        [
            "base.createNew(", "base.createNew a: 1\n", "base.createNew ", "module.exports = ", "module.exports = {name: 'A', fields: {", "a = ", "a: ", "a: 1, ", "a: 1,\n", ", ", "\n a: ", "a = [a, a]\n",
            "base.createNew({name: n, fields: f})\n", "'a' + ", "- ", "{a: [", "[\n", "(",
        ];
        foreach (var piece in pieces)
            yield return new TestCaseData(Filled(piece)).SetArgDisplayNames(piece.Replace('\n', ' '));
        foreach (var piece in pieces)
            yield return new TestCaseData("module.exports = base.createNew({name: 'A', fields: {" + Filled(piece)).SetArgDisplayNames("in a declaration: " + piece.Replace('\n', ' '));
        var doubled = string.Concat(Enumerable.Range(0, 60).Select(i => $"a{i} = [a{i + 1}, a{i + 1}]\n"));
        yield return new TestCaseData(doubled + "a60 = ['x']\nmodule.exports = base.createNew({name: 'A', dataType: a0, fields: {a: {type: 'text', options: a0}}})").SetArgDisplayNames("names of names");
        yield return new TestCaseData("big = [" + Filled("1, ") + "]\nmodule.exports = base.createNew({name: 'A', fields: {" + string.Concat(Enumerable.Range(0, 4000).Select(i => $"f{i}: big, ")) + "}})").SetArgDisplayNames("a table used often");
    }

    private static string Filled(string piece) => string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));

    private static IReadOnlyList<ManifestDraft> Drafts(string code, bool isCoffee) => ManifestDraft.Draft(SourceTree.Read([File(code, isCoffee)], []), "h/o/a", DefaultMappings.Value);

    private static SourceFile File(string code, bool isCoffee) => new(isCoffee ? "a.coffee" : "a.js", Encoding.UTF8.GetBytes(code));
}

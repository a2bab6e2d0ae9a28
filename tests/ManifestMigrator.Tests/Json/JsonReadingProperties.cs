using System.Text;
using FsCheck;
using ManifestMigrator.Json;
using ManifestMigrator.Plans;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.Json;

public sealed class JsonReadingProperties
{
    private const string Characters = "{}[]\",:\\/'01-+.eEtrufalsn \t\n\r\u0001\u000C\u00A0\uFEFF<b";

    [Property(Arbitrary = [typeof(JsonTexts)], MaxTest = 500)]
    public void Any_JSON_text_is_read_as_the_strict_reader_reads_it(JsonText text)
    {
        var document = SyntaxTree.Parse(text.Text);

        Assert.That(document.Problems, Is.Empty);
        Assert.That(StrictJson.FirstDifference(document), Is.Null);
    }

    [Property(Arbitrary = [typeof(JsonTexts)], MaxTest = 2000)]
    public void One_wrong_character_is_judged_as_the_standard_library_does(JsonText text, NonNegativeInt place, NonNegativeInt character, Mutation mutation)
    {
        var mutated = Mutated(text.Text, place.Get % text.Text.Length, Characters[character.Get % Characters.Length], mutation);
        if (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(mutated)) != mutated)
            return;

        var document = SyntaxTree.Parse(mutated);

        Assert.That(document.Problems.Count == 0, Is.EqualTo(StandardReader.Accepts(mutated)), mutated);
        Assert.That(document.Problems.Select(problem => problem.Offset), Is.Ordered.And.All.InRange(0, mutated.Length));
        if (document.Problems.Count == 0)
            Assert.That(StrictJson.FirstDifference(document), Is.Null, mutated);
    }

    [Property(Arbitrary = [typeof(JsonTexts)], MaxTest = 500)]
    public void Every_value_knows_its_pointer(JsonText text)
    {
        var root = SyntaxTree.Parse(text.Text).Root!;

        foreach (var node in SyntaxNodes.In(root))
            Assert.That(SyntaxNodes.At(root, node.Pointer), Is.SameAs(node));
    }

    private static string Mutated(string text, int place, char character, Mutation mutation) => mutation switch
    {
        Mutation.Delete => text.Remove(place, 1),
        Mutation.Insert => text.Insert(place, character.ToString()),
        _ => text.Remove(place, 1).Insert(place, character.ToString()),
    };

    public enum Mutation
    {
        Delete,
        Insert,
        Replace,
    }
}

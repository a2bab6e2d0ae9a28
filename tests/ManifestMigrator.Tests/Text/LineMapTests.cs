using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Text;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.Text;

public sealed class LineMapTests
{
    [TestCase("a", 1, 1, 2)]
    [TestCase("a\nb", 2, 2, 1)]
    [TestCase("a\r\nb", 2, 1, 3)]
    [TestCase("a\r\nb", 3, 2, 1)]
    [TestCase("a\rb", 2, 2, 1)]
    [TestCase("a\r\rb", 3, 3, 1)]
    [TestCase("a\n\rb", 3, 3, 1)]
    [TestCase("a\n\n", 3, 3, 1)]
    [TestCase("a\r", 2, 2, 1)]
    [TestCase("", 0, 1, 1)]
    [TestCase("💡b", 2, 1, 3)]
    public void Lines_and_columns_are_counted_as_editors_do(string text, int offset, int line, int column) =>
        Assert.That(new LineMap(text).Position(offset), Is.EqualTo(new LinePosition(line, column)));

    [Property(MaxTest = 500)]
    public Property Every_offset_has_the_position_that_counting_from_the_start_gives() => Prop.ForAll(Texts, text =>
    {
        var map = new LineMap(text);
        return Enumerable.Range(0, text.Length + 1).All(offset => map.Position(offset) == Counted(text, offset) && map.Start(map.Line(offset)) + map.Position(offset).Column - 1 == offset);
    });

    [Property(MaxTest = 200)]
    public Property The_lines_of_git_put_together_are_the_text() => Prop.ForAll(Texts, text =>
    {
        var lines = GitLines.Split(text);
        return string.Concat(lines) == text && lines.All(line => line.Length > 0 && line.AsSpan(0, line.Length - 1).IndexOf('\n') < 0);
    });

    [Test]
    public void A_text_of_a_million_lines_is_looked_at_once()
    {
        var text = string.Concat(Enumerable.Repeat("\r", 1_000_000));
        var map = new LineMap(text);

        Assert.That(Enumerable.Range(0, text.Length).Sum(offset => (long)map.Position(offset).Column), Is.EqualTo(1_000_000));
    }

    private static Arbitrary<string> Texts => Gen.Elements('a', '\r', '\n', '\u2028').ArrayOf().Select(characters => new string(characters)).ToArbitrary();

    private static LinePosition Counted(string text, int offset)
    {
        var before = text[..offset];
        var whole = before.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (before.EndsWith('\r') && offset < text.Length && text[offset] == '\n')
            whole = whole[..^1] + "x";
        var lines = whole.Split('\n', '\r');
        return new LinePosition(lines.Length, lines[^1].Length + 1);
    }
}

using ManifestMigrator.Json;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Json;

public sealed class SyntaxNodeTests
{
    private static readonly ObjectNode Root =
        (ObjectNode)SyntaxTree.Parse("""{"a/b": {"m~n": [0, true, "x", null, false]}, "": 1.50, "d": 1, "d": 2}""").Root!;

    [Test]
    public void Values_are_found_by_key() => Assert.Multiple(() =>
    {
        Assert.That(Root[""]!.Text, Is.EqualTo("1.50"));
        Assert.That(Root["A/b"], Is.Null);
        Assert.That(Root["d"]!.Text, Is.EqualTo("1"), "of a key that stands twice, the first");
    });

    [Test]
    public void Pointers_are_escaped() => Assert.Multiple(() =>
    {
        Assert.That(Items.Items[2].Pointer, Is.EqualTo("/a~1b/m~0n/2"));
        Assert.That(Root.Pointer, Is.Empty);
        Assert.That(Root[""]!.Pointer, Is.EqualTo("/"));
        Assert.That(JsonPointer.Split("/a~1b/m~0n/~01/"), Is.EqualTo(["a/b", "m~n", "~1", ""]));
        Assert.That(JsonPointer.Split(""), Is.Empty);
        Assert.That(() => JsonPointer.Split("a"), Throws.InstanceOf<FormatException>());
    });

    [TestCase("/a/b", "/a", true)]
    [TestCase("/a", "/a", true)]
    [TestCase("/ab", "/a", false)]
    [TestCase("/a", "", true)]
    [TestCase("/a", "/a/b", false)]
    public void A_pointer_is_below_another_by_whole_tokens(string pointer, string ancestor, bool expected) =>
        Assert.That(JsonPointer.IsAtOrBelow(pointer, ancestor), Is.EqualTo(expected));

    [Test]
    public void Scalars_know_what_they_are() => Assert.Multiple(() =>
    {
        Assert.That(Items.Items[1].Is(true));
        Assert.That(Items.Items[4].Is(false));
        Assert.That(Items.Items[3].Is(false), Is.False);
        Assert.That(Items.Items[2].AsString(), Is.EqualTo("x"));
        Assert.That(Items.Items[0].AsString(), Is.Null);
        Assert.That(Items.Items[0].IsWritten("0"));
        Assert.That(Items.IndexOf(Items.Items[3]), Is.EqualTo(3));
        Assert.That(Items.IndexOf(Root), Is.EqualTo(-1));
    });

    [TestCase("a", 1, 1, 2)]
    [TestCase("a\nb", 2, 2, 1)]
    [TestCase("a\r\nb", 3, 2, 1)]
    [TestCase("a\rb", 2, 2, 1)]
    [TestCase("a\n\n", 3, 3, 1)]
    [TestCase("💡b", 2, 1, 3)]
    public void Lines_and_columns_are_counted_as_editors_do(string text, int offset, int line, int column) =>
        Assert.That(LinePosition.Find(text, offset), Is.EqualTo(new LinePosition(line, column)));

    private static ArrayNode Items => (ArrayNode)((ObjectNode)Root["a/b"]!)["m~n"]!;
}

using ManifestMigrator.Json;

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

    [Test]
    public void Values_are_found_by_pointer()
    {
        var tree = SyntaxTree.Parse("""{"": {"0": 1, "01": 2, "a/b": 3, "~": [4, {"": 5}]}}""");

        Assert.Multiple(() =>
        {
            Assert.That(Found("//0"), Is.EqualTo("1"));
            Assert.That(Found("//01"), Is.EqualTo("2"));
            Assert.That(Found("//a~1b"), Is.EqualTo("3"));
            Assert.That(Found("//~0/0"), Is.EqualTo("4"));
            Assert.That(Found("//~0/1/"), Is.EqualTo("5"));
            Assert.That(Found("//~0/00"), Is.Null);
            Assert.That(Found("//~0/2"), Is.Null);
            Assert.That(Found("//~0/"), Is.Null);
            Assert.That(Found(""), Is.EqualTo(tree.Text));
        });

        string? Found(string pointer) => tree.Find(pointer)?.Text;
    }

    [Test]
    public void A_key_is_found_among_thousands_too()
    {
        var root = (ObjectNode)SyntaxTree.Parse("{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"k{i % 4000}\":{i}")) + "}").Root!;

        Assert.That((root["k0"]!.Text, root["k3999"]!.Text, root["k4000"]), Is.EqualTo(("0", "3999", (SyntaxNode?)null)), "of a key that stands twice, the first");
    }

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

    private static ArrayNode Items => (ArrayNode)((ObjectNode)Root["a/b"]!)["m~n"]!;
}

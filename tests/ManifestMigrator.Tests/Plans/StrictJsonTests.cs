using ManifestMigrator.Json;
using ManifestMigrator.Plans;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Plans;

/// <summary>The check that a tree is what its text says must be able to fail: here the tree is damaged.</summary>
public sealed class StrictJsonTests
{
    private const string Text = """{"a": [1, "é", true], "b": {"c": null}, "d": "x\u0041"}""";

    [Test]
    public void A_tree_as_it_was_parsed_agrees() => Assert.That(StrictJson.FirstDifference(SyntaxTree.Parse(Text)), Is.Null);

    [Test]
    public void A_value_that_the_tree_lacks_is_noticed() => Assert.That(Difference("[1]", text => new ArrayNode(text, 0).ClosedAt(3)), Is.EqualTo(2));

    [Test]
    public void A_value_that_the_text_lacks_is_noticed() => Assert.That(Damaged(root => Array(root).Add(Scalar(root, 7, 8, JsonScalarKind.Number))), Is.EqualTo(7));

    [Test]
    public void A_value_of_another_kind_is_noticed() =>
        Assert.That(Difference("1", text => new ScalarNode(text, new TextSpan(0, 1), JsonScalarKind.True)), Is.EqualTo(0));

    [Test]
    public void A_value_that_ends_too_soon_is_noticed() =>
        Assert.That(Difference("123", text => new ScalarNode(text, new TextSpan(0, 2), JsonScalarKind.Number)), Is.EqualTo(0));

    [Test]
    public void A_container_that_ends_elsewhere_is_noticed() => Assert.That(Damaged(root => Array(root).CloseAt(19)), Is.EqualTo(18));

    [Test]
    public void A_key_that_stands_elsewhere_is_noticed() => Assert.That(
        Difference("""{"a":1,"b":2}""", text =>
        {
            var root = new ObjectNode(text, 0);
            root.Add(new ObjectMember(new TextSpan(1, 4), new ScalarNode(text, new TextSpan(5, 6), JsonScalarKind.Number)));
            root.Add(new ObjectMember(new TextSpan(1, 4), new ScalarNode(text, new TextSpan(11, 12), JsonScalarKind.Number)));
            return root.ClosedAt(13);
        }),
        Is.EqualTo(1));

    [Test]
    public void A_text_with_two_values_has_one_too_many() =>
        Assert.That(Difference("1 2", text => new ScalarNode(text, new TextSpan(0, 1), JsonScalarKind.Number)), Is.Not.Null);

    [Test]
    public void Half_a_character_written_as_an_escape_is_no_difference() =>
        Assert.That(StrictJson.FirstDifference(SyntaxTree.Parse("""{"\uD800": "\uDC00x", "é": "💡"}""")), Is.Null);

    private static int? Damaged(Action<ObjectNode> damage)
    {
        var tree = SyntaxTree.Parse(Text);
        damage((ObjectNode)tree.Root!);
        return StrictJson.FirstDifference(tree);
    }

    private static int? Difference(string text, Func<string, SyntaxNode> root) => StrictJson.FirstDifference(SyntaxTree.Create(text, root(text)));

    private static ArrayNode Array(ObjectNode root) => (ArrayNode)root["a"]!;

    private static ScalarNode Scalar(SyntaxNode root, int start, int end, JsonScalarKind kind) => new(root.Source, new TextSpan(start, end), kind);
}

internal static class ContainerNodes
{
    public static T ClosedAt<T>(this T container, int end)
        where T : ContainerNode
    {
        container.CloseAt(end);
        return container;
    }
}

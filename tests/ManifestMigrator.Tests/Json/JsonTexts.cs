using FsCheck;
using FsCheck.Fluent;

namespace ManifestMigrator.Tests.Json;

/// <summary>A strict JSON text whose root is an object or array and in which no key stands twice.</summary>
public sealed record JsonText(string Text)
{
    public override string ToString() => Text;
}

/// <summary>One thing to do at one value of a text.</summary>
/// <param name="Node">Number of the value, wherever the text has as many.</param>
/// <param name="Kind">What to do, from 0 to 7.</param>
public sealed record EditChoice(int Node, int Kind);

/// <summary>JSON texts of any shape, written in any way, and what to do with them.</summary>
public static class JsonTexts
{
    private static readonly Gen<string> White = Gen.Frequency(
        (8, Gen.Constant("")), (6, Gen.Constant(" ")), (3, Gen.Constant("\n  ")), (2, Gen.Constant("\r\n\t")),
        (1, Gen.Constant("\t")), (1, Gen.Constant("\n\n    ")), (1, Gen.Constant("\r")), (1, Gen.Constant("\n")));

    private static readonly Gen<string> Characters =
        from parts in Gen.Elements("a", "Z", "é", "💡", " ", "'", "//", ",", "{", "]", ":", "\\n", "\\u00e9", "\\/", "\\\"", "\\\\", "\\uD83D\\uDCA1", "\\t").ListOf()
        select string.Concat(parts.Take(5));

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Elements("true", "false", "null", "0", "-0", "1.0", "1.50", "-7", "1e2", "0.1E-3", "12345678901234567890"),
        Characters.Select(characters => $"\"{characters}\""));

    public static Arbitrary<JsonText> Texts() => Arb.From(
        from before in White
        from root in Container(depth: 3)
        from after in White
        select new JsonText(before + root + after));

    public static Arbitrary<EditChoice> Choices() => Arb.From(
        from node in Gen.Choose(0, 1000)
        from kind in Gen.Choose(0, 7)
        select new EditChoice(node, kind));

    private static Gen<string> Value(int depth) => depth == 0 ? Scalar : Gen.Frequency((2, Scalar), (1, Container(depth)));

    private static Gen<string> Container(int depth) => Gen.OneOf(
        Children('{', '}', depth, from key in Characters from before in White from after in White select (key, before + ":" + after)),
        Children('[', ']', depth, Gen.Constant(("", ""))));

    /// <param name="open">Opening bracket.</param>
    /// <param name="close">Closing bracket.</param>
    /// <param name="depth">How deep the children may nest.</param>
    /// <param name="lead">Characters of a key and its colon; a number makes the key unique.</param>
    private static Gen<string> Children(char open, char close, int depth, Gen<(string Key, string Colon)> lead) =>
        from inside in White
        from count in Gen.Frequency((1, Gen.Choose(0, 2)), (2, Gen.Choose(3, 6)))
        from children in Child(depth - 1, lead).ListOf(count)
        select open + (count == 0 ? inside : string.Join(',', children.Select((child, i) => child(i)))) + close;

    private static Gen<Func<int, string>> Child(int depth, Gen<(string Key, string Colon)> lead) =>
        from before in White
        from start in lead
        from value in Value(depth)
        from after in White
        select new Func<int, string>(i => before + (start.Colon.Length == 0 ? "" : $"\"{i}{start.Key}\"{start.Colon}") + value + after);
}

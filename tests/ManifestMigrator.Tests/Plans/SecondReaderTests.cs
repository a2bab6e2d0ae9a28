using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using Newtonsoft.Json.Linq;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.Plans;

/// <summary>The second reader sees what no rule reported, whatever the keys around it are called.</summary>
public sealed class SecondReaderTests
{
    private static readonly string[] Keys = ["", "0", "1", "10", "~", "~1", "a/b", "login", "é"];

    [TestCase("""{"fields":{"0":1,"login":2}}""", """{"fields":{"login":3}}""", "/fields/0", "/fields/login")]
    [TestCase("""{"fields":{"":1,"login":2}}""", """{"fields":{"login":3}}""", "/fields/", "/fields/login")]
    [TestCase("""{"0":1,"1":2}""", """{"1":3}""", "/0", "/1")]
    [TestCase("""{"a/b":{"~":1,"x":2}}""", """{"a/b":{"x":3}}""", "/a~1b/~0", "/a~1b/x")]
    [TestCase("""{"langs":["fr","en"],"x":1}""", """{"langs":["en"],"x":1}""", "/langs/0")]
    [TestCase("""{"langs":["fr","en"],"x":1}""", """{"langs":["en"],"x":2}""", "/langs/0", "/x")]
    [TestCase("""{"x":{"00":[1,2]}}""", """{"x":{"00":[2]}}""", "/x/00/0")]
    public void What_no_rule_reported_is_seen_beside_a_removal(string before, string after, string removed, params string[] unreported) =>
        Assert.That(Unreported(before, after, removed), Is.EqualTo(unreported));

    [Property(MaxTest = 500)]
    public Property A_silent_change_beside_a_reported_removal_is_seen() => Prop.ForAll(Objects.ToArbitrary(), Gen.Choose(0, 1000).Two().ToArbitrary(), (text, choices) =>
    {
        var before = JObject.Parse(text);
        var parents = before.DescendantsAndSelf().OfType<JObject>().Where(parent => parent.Count >= 2).ToList();
        if (parents.Count == 0)
            return true;

        var parent = parents[choices.Item1 % parents.Count];
        var names = parent.Properties().Select(property => property.Name).ToList();
        var (removed, changed) = (names[choices.Item2 % names.Count], names[(choices.Item2 + 1) % names.Count]);
        var place = Pointer(parent);
        parent.Remove(removed);
        var honest = before.ToString();
        parent[changed] = "changed in silence";

        var report = JsonPointer.Append(place, removed);
        var expected = JsonPointer.Append(place, changed);
        return !Unreported(text, honest, report).Any()
            && Unreported(text, before.ToString(), report) is var seen && seen.Any() && seen.All(pointer => JsonPointer.IsAtOrBelow(pointer, expected));
    });

    private static Gen<string> Objects => Values(3).Where(value => value is JObject).Select(value => value.ToString());

    private static Gen<JToken> Values(int depth) => depth == 0
        ? Gen.Choose(0, 9).Select(number => (JToken)new JValue(number))
        : Gen.OneOf(
            Gen.SubListOf(Keys).SelectMany(keys => Values(depth - 1).ListOf(keys.Count).Select(values => (JToken)new JObject(keys.Zip(values, (key, value) => new JProperty(key, value))))),
            Gen.Choose(0, 3).SelectMany(count => Values(depth - 1).ListOf(count).Select(values => (JToken)new JArray(values))));

    private static IEnumerable<string> Unreported(string before, string after, string removed) =>
        SecondReader.Unreported([SyntaxTree.Parse(before), SyntaxTree.Parse(after)], [new Change("own", ChangeKind.Remove, 1, removed, "", "", "")]);

    private static string Pointer(JToken token) => token.Parent switch
    {
        null => "",
        JProperty property => JsonPointer.Append(Pointer(property.Parent!), property.Name),
        JArray array => JsonPointer.Append(Pointer(array), array.IndexOf(token)),
        var other => Pointer(other),
    };
}

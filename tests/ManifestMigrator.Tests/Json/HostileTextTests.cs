using ManifestMigrator.Json;

namespace ManifestMigrator.Tests.Json;

/// <summary>Large texts made to take long: where reading took time in proportion to the square of their length, these tests would take hours.</summary>
public sealed class HostileTextTests
{
    private const int Length = 1024 * 1024;

    private static readonly string[] Prefixes = ["", "[", "{\"a\":", "[\"", "{\""];

    private static readonly string[] Units =
    [
        "[", "]", "{", "}", "\"", ",", ":", "'", "/", "\\", "\n", " ", "1", "-", "e", "\uFEFF",
        "{\"a\":", "[\"", "[1,", "[1 ", "[]", "\"\"", "\"a\":", "\"a\",\n", "\"a\n", "\"a:\n", "\"x',\n", "//", "/**/", "\\u", "<<<<<<<\n", "{\n\"a\":[\n", "tru", "a\" ",
    ];

    [Test]
    public void A_text_made_to_take_long_is_read_with_few_problems([ValueSource(nameof(Prefixes))] string prefix, [ValueSource(nameof(Units))] string unit)
    {
        var text = prefix + string.Concat(Enumerable.Repeat(unit, (Length - prefix.Length) / unit.Length));

        var document = SyntaxTree.Parse(text);
        var positions = document.Problems.Select(problem => document.PositionOf(problem.Offset)).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(positions, Has.Count.LessThanOrEqualTo(21));
            Assert.That(document.Problems.Select(problem => problem.Offset), Has.All.InRange(0, text.Length));
        });
    }

    [Test]
    public void A_hundred_thousand_open_arrays_are_one_problem() =>
        Assert.That(SyntaxTree.Parse(new string('[', 100_000)).Problems.Select(problem => problem.Code), Is.EqualTo(["json-depth"]));

    [Test]
    public void A_large_array_loses_every_second_item()
    {
        const int count = 200_000;
        var result = Edited.Array("[" + string.Join(',', Enumerable.Repeat("1", count)) + "]", (editor, root) =>
        {
            for (var i = 0; i < count; i += 2)
            {
                editor.RemoveItem(root.Items[i]);
                editor.InsertItemAfter(root, i + 1, JsonFragment.Raw("2"));
            }
        });

        Assert.That(result, Has.Length.EqualTo((count * 2) + 1));
    }
}

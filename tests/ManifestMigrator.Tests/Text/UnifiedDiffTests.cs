using FsCheck;
using FsCheck.Fluent;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Text;

[StartsPrograms]
public sealed class UnifiedDiffTests
{
    [Test]
    public void Equal_texts_have_no_hunks() =>
        Assert.That(UnifiedDiff.Between("{\n}\n", "{\n}\n"), Is.EqualTo(new UnifiedDiff("", 0, 0)));

    [Test]
    public void A_changed_line_stands_between_three_lines_of_context() => AssertHunks(
        "1\n2\n3\n4\nold\n6\n7\n8\n9\n",
        "1\n2\n3\n4\nnew\n6\n7\n8\n9\n",
        "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-old\n+new\n 6\n 7\n 8\n");

    [Test]
    public void Changes_six_lines_apart_share_a_hunk() => AssertHunks(
        "a\n1\n2\n3\n4\n5\n6\nb\n",
        "A\n1\n2\n3\n4\n5\n6\nB\n",
        "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");

    [Test]
    public void Changes_seven_lines_apart_have_a_hunk_each() => AssertHunks(
        "a\n1\n2\n3\n4\n5\n6\n7\nb\n",
        "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
        "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");

    [Test]
    public void A_line_added_at_the_start_has_no_context_before_it() => AssertHunks(
        "1\n2\n",
        "0\n1\n2\n",
        "@@ -1,2 +1,3 @@\n+0\n 1\n 2\n");

    [Test]
    public void A_line_added_at_the_end_has_no_phantom_line_after_it() => AssertHunks(
        "1\n2\n",
        "1\n2\n3\n",
        "@@ -1,2 +1,3 @@\n 1\n 2\n+3\n");

    [Test]
    public void A_count_of_one_is_left_out_as_git_does() => AssertHunks("a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n");

    [Test]
    public void A_text_from_nothing_begins_at_line_zero() => AssertHunks("", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n");

    [Test]
    public void A_text_that_goes_ends_at_line_zero() => AssertHunks("a\nb\n", "", "@@ -1,2 +0,0 @@\n-a\n-b\n");

    [Test]
    public void A_missing_final_newline_is_said_on_both_sides() => AssertHunks(
        "{\n}",
        "[\n]",
        "@@ -1,2 +1,2 @@\n-{\n-}\n\\ No newline at end of file\n+[\n+]\n\\ No newline at end of file\n");

    [Test]
    public void A_missing_final_newline_is_said_once_where_the_last_line_is_context() => AssertHunks(
        "old\n}",
        "new\n}",
        "@@ -1,2 +1,2 @@\n-old\n+new\n }\n\\ No newline at end of file\n");

    [Test]
    public void A_final_newline_alone_can_be_the_difference() => AssertHunks(
        "a",
        "a\n",
        "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");

    [Test]
    public void A_carriage_return_belongs_to_its_line() => AssertHunks(
        "a\r\nb\r\n",
        "a\r\nB\r\n",
        "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+B\r\n");

    [Test]
    public void Line_endings_alone_can_be_the_difference() => AssertHunks("a\r\n", "a\n", "@@ -1 +1 @@\n-a\r\n+a\n");

    [Test]
    public void Blanks_alone_can_be_the_difference() => AssertHunks("  a\n", "\ta\n", "@@ -1 +1 @@\n-  a\n+\ta\n");

    [Test]
    public void A_byte_order_mark_is_a_character_of_the_first_line() => AssertHunks(
        "\uFEFFa\nb\n",
        "\uFEFFa\nB\n",
        "@@ -1,2 +1,2 @@\n \uFEFFa\n-b\n+B\n");

    [TestCase('\r')]
    [TestCase('\u0085')]
    [TestCase('\u2028')]
    [TestCase('\f')]
    public void No_other_separator_ends_a_line(char separator) => AssertHunks(
        $"a{separator}b\n",
        $"a{separator}c\n",
        $"@@ -1 +1 @@\n-a{separator}b\n+a{separator}c\n");

    [Test]
    public void Added_and_removed_lines_are_counted() =>
        Assert.That(UnifiedDiff.Between("a\nb\nc\n", "a\nx\ny\nz\nc\n"), Has.Property("Added").EqualTo(3).And.Property("Removed").EqualTo(1));

    [Test]
    [CancelAfter(10_000)]
    public void A_huge_text_in_which_every_other_line_differs_takes_no_long_time(CancellationToken cancellation)
    {
        var before = string.Concat(Enumerable.Range(0, 200_000).Select(number => number % 2 == 0 ? "same\n" : $"old {number}\n"));
        var after = before.Replace("old", "new", StringComparison.Ordinal);

        AssertApplied([(before, after)]);
        Assert.That(cancellation.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Git_makes_exactly_the_second_text_from_the_first_whatever_they_are()
    {
        var texts = Texts.Sample(600).Zip(Texts.Sample(600)).Where(pair => pair.First != pair.Second).ToList();
        AssertApplied(texts);
    }

    [Test]
    public void Git_makes_exactly_the_second_text_from_the_first_where_few_lines_differ()
    {
        var texts = EditedTexts.Sample(600).Where(pair => pair.Before != pair.After).ToList();
        AssertApplied(texts);
    }

    private static Gen<string> Lines(int atMost) =>
        from lines in Gen.Choose(0, atMost).SelectMany(count => Gen.Elements("a\n", "b\n", "c\n", "\n", "\r\n", "a\r\n", "b\r\n", "\ta \n", "é\u2028\n").ListOf(count))
        from last in Gen.Elements("", "", "a", "b", "\r", "\uFEFF")
        select string.Concat(lines) + last;

    private static Gen<string> Texts => Lines(12);

    private static Gen<(string Before, string After)> EditedTexts =>
        from head in Lines(12)
        from before in Lines(2)
        from middle in Lines(9)
        from after in Lines(2)
        from tail in Lines(12)
        from end in Lines(1)
        select (head + before + middle + tail, head + after + middle + tail + end);

    private static void AssertHunks(string before, string after, string hunks)
    {
        Assert.That(UnifiedDiff.Between(before, after).Hunks, Is.EqualTo(hunks));
        AssertApplied([(before, after)]);
    }

    /// <summary>One patch over all pairs, so that one process is enough.</summary>
    private static void AssertApplied(IReadOnlyList<(string Before, string After)> texts)
    {
        using var git = new GitApply();
        var patch = new System.Text.StringBuilder();
        for (var index = 0; index < texts.Count; index++)
        {
            var diff = UnifiedDiff.Between(texts[index].Before, texts[index].After);
            Assert.That(Marked(diff.Hunks, '+'), Is.EqualTo(diff.Added));
            Assert.That(Marked(diff.Hunks, '-'), Is.EqualTo(diff.Removed));
            git.Write($"{index}", texts[index].Before);
            patch.Append(null, $"diff --git a/{index} b/{index}\n--- a/{index}\n+++ b/{index}\n{diff.Hunks}");
        }

        git.Apply(patch.ToString());

        Assert.Multiple(() =>
        {
            for (var index = 0; index < texts.Count; index++)
                Assert.That(git.Read($"{index}"), Is.EqualTo(texts[index].After));
        });
    }

    private static int Marked(string hunks, char mark) => hunks.Split('\n').Count(line => line.StartsWith(mark));
}

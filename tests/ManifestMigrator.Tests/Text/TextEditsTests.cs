using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Text;

public sealed class TextEditsTests
{
    private static readonly TextEdit[] Edits =
    [
        TextEdit.Insert(1, "__"), new TextEdit(new TextSpan(1, 2), "B"), TextEdit.Remove(3, 5), new TextEdit(new TextSpan(5, 6), "long"),
    ];

    [Test]
    public void Edits_are_carried_out_in_order() => Assert.That(TextEdits.Apply("abcdefg", Edits), Is.EqualTo("a__Bclongg"));

    [Test]
    public void No_edits_leave_the_text() => Assert.That(TextEdits.Apply("abc", []), Is.EqualTo("abc"));

    [Test]
    public void Edits_collected_in_any_order_are_brought_into_order() =>
        Assert.That(TextEdits.InOrder(Edits.Reverse()), Is.EqualTo(Edits));

    [TestCase(0, 0, TestName = "Before_an_edit_the_offset_stays")]
    [TestCase(1, 1, TestName = "Inside_inserted_text_it_is_the_place_of_the_insertion")]
    [TestCase(2, 1, TestName = "At_the_end_of_inserted_text_too")]
    [TestCase(3, 1, TestName = "Inside_replaced_text_it_is_the_start_of_the_edit")]
    [TestCase(4, 2, TestName = "Between_edits_it_is_shifted")]
    [TestCase(5, 5, TestName = "Behind_removed_text_it_is_shifted_back")]
    [TestCase(8, 5, TestName = "Inside_longer_text_it_is_the_start_of_the_edit")]
    [TestCase(9, 6, TestName = "Behind_all_edits_it_is_shifted")]
    [TestCase(10, 7, TestName = "The_end_is_the_end")]
    public void Offsets_lead_back_to_the_original(int edited, int original) =>
        Assert.That(TextEdits.OriginalOffset(Edits, edited), Is.EqualTo(original));

    [TestCase(1, 3, 2, 4, TestName = "Edits_that_overlap_are_refused")]
    [TestCase(3, 4, 1, 2, TestName = "Edits_out_of_order_are_refused")]
    [TestCase(0, 1, 4, 9, TestName = "Edits_behind_the_text_are_refused")]
    [TestCase(-1, 1, 2, 3, TestName = "Edits_before_the_text_are_refused")]
    [TestCase(2, 1, 2, 3, TestName = "Edits_that_end_before_they_start_are_refused")]
    public void Edits_that_break_the_contract_are_refused(int start1, int end1, int start2, int end2) =>
        Assert.That(() => TextEdits.Apply("abcdefg", [TextEdit.Remove(start1, end1), TextEdit.Remove(start2, end2)]), Throws.ArgumentException);
}

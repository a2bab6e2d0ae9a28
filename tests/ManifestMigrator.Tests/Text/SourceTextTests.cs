using System.Text;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Text;

public sealed class SourceTextTests
{
    [TestCase("")]
    [TestCase("{\r\n}\n")]
    [TestCase("\uFEFF{}")]
    [TestCase("\uFEFF\uFEFF{}")]
    [TestCase("é💡\u00A0\u0000")]
    public void The_same_bytes_are_written_as_were_read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        var source = SourceText.Decode(bytes, out var problem);

        Assert.Multiple(() =>
        {
            Assert.That(problem, Is.Null);
            Assert.That(source.Encode(), Is.EqualTo(bytes));
        });
    }

    [Test]
    public void Bytes_that_are_not_UTF8_are_shown_where_they_stand()
    {
        var source = SourceText.Decode([.. "{\n  \"é\": \""u8, 0xE9, .. "\"}"u8], out var problem);

        Assert.Multiple(() =>
        {
            Assert.That(problem?.Code, Is.EqualTo("json-encoding"));
            Assert.That(new LineMap(source.Text).Position(problem!.Offset), Is.EqualTo(new LinePosition(2, 9)));
        });
    }

    [Test]
    public void UTF16_is_named([Values] bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);

        SourceText.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes("{}")], out var problem);

        Assert.That(problem?.Message, Is.EqualTo("The file is UTF-16, not UTF-8."));
    }
}

using ManifestMigrator.Reports;
using Newtonsoft.Json.Linq;

namespace ManifestMigrator.Tests.Reports;

public sealed class VisibleTextTests
{
    [TestCase("\u001b[2J\a\r\n\t\0\u007f\u0085", @"\u001b[2J\u0007\u000d\u000a\u0009\u0000\u007f\u0085", TestName = "Control characters are written as escapes")]
    [TestCase("a\u202Eb\u2066c\u061Cd\u200F", @"a\u202eb\u2066c\u061cd\u200f", TestName = "Bidirectional characters are written as escapes")]
    [TestCase("a\u200Bb\u200Dc\uFEFFd\u2060e\u00ADf\u034F\u3164\uFE0F", @"a\u200bb\u200dc\ufeffd\u2060e\u00adf\u034f\u3164\ufe0f", TestName = "Characters without width are written as escapes")]
    [TestCase("a\u2028b\u2029", @"a\u2028b\u2029", TestName = "Line separators are written as escapes")]
    [TestCase("a\U000E0041\U000E0101", @"a\udb40\udc41\udb40\udd01", TestName = "Tags and variation selectors are written as escapes")]
    [TestCase("é 東京 العربية 😀 𝄞 \\u001b", "é 東京 العربية 😀 𝄞 \\u001b", TestName = "What can be seen stays")]
    public void Escaped(string text, string visible) => Assert.That(VisibleText.Escape(text), Is.EqualTo(visible));

    [Test]
    public void Half_a_surrogate_pair_is_written_as_an_escape() => Assert.That(VisibleText.Escape("a" + '\uD800' + "b" + '\uDC00'), Is.EqualTo(@"a\ud800b\udc00"));

    [Test]
    public void In_JSON_the_escapes_mean_the_characters()
    {
        const string text = "\u202E\U000E0041\u200B";

        Assert.That((string?)JToken.Parse(VisibleText.Escape($"\"{text}\"")), Is.EqualTo(text));
    }
}

using System.Text;
using ManifestMigrator.Json;
using ManifestMigrator.Plans;
using ManifestMigrator.Text;

namespace ManifestMigrator.Tests.Json;

/// <summary>What RFC 8259 lets through and what not, idea by idea.</summary>
public sealed class JsonConformanceTests
{
    private static readonly string[] Accepted =
    [
        // Structure and white space
        "{}", "[]", "[[]]", "[[] ]", "[ ]", " [] ", "\t\r\n [1]\n", "[1\n,1\n,2]", "[{}]", "[[[[[1]]]]]", "[null, 1, \"1\", {}]",
        // A scalar alone
        "1", "-0.1", "\"text\"", "\"\"", "true", "false", "null", " 42 ",
        // Numbers
        "[0]", "[-0]", "[-1]", "[123]", "[0e1]", "[0e+1]", "[1E22]", "[1E-2]", "[1e+2]", "[123e45]", "[123.456e78]", "[123.456789]", "[-0.0000001]",
        "[-237462374673276894279832749832423479823246327846]", "[1e400]", "[1e-400]", "[20e1]",
        // Objects
        """{"a":"b"}""", """{"":0}""", """{"a":[]}""", """{"a":1,"a":1}""", """{"a":1,"a":2}""", """{"\u0000":1}""", "{\n\"a\": \"b\"\n}", """{"x":[{"id":"y"}]}""",
        // Strings
        """["\"\\\/\b\f\n\r\t"]""", """["\u0060\u012a\u12AB"]""", """["\uD801\uDC37"]""", """["\u0000"]""", """["\uFFFF"]""", "[\"/*not a comment*/\"]",
        "[\"\u007F\"]", "[\"\u0080\"]", "[\"\u2028\u2029\"]", "[\"\u00A0\"]", "[\"€𝄞\"]", "[\"\uFFFE\"]", "[\"\uFEFF\"]", "[\"\u200B\"]", """["new\u00A0line"]""",
        // Lone and swapped surrogates as escapes: RFC 8259, section 8.2, leaves them to the reader
        """["\uD800"]""", """["\uDC00\uD800"]""", """["\uD800\n"]""", """["\uD800\uD800\n"]""", """{"\uDFAA":0}""",
    ];

    private static readonly string[] Refused =
    [
        // Nothing, or nothing but blanks
        "", " ", "\n\t\r\n", "\uFEFF", "\u2060",
        // Commas
        "[1,,2]", "[1,,]", "[,]", "[,1]", "[1,]", "[\"\",]", "[1 1]", "[1\n2]", "[,,]", "{\"a\":1,}", "{\"a\":1,,}", "{\"a\":1,,\"b\":2}", "{,\"a\":1}",
        "{\"a\":1 \"b\":2}", "{\"a\",1}", "[1:2]", "[3[4]]", "[\"a\" \"b\"]", "{\"a\":\"b\",\"c\"}", "[],", "1,2", ",", ":",
        // Brackets
        "[", "]", "{", "}", "[1", "[1,", "[1}", "{\"a\":1]", "[]]", "[{]", "{}}", "[[]", "{[}", "[\"a\"", "[\"a\",", "[\"a\",\n4\n,1,", "[1,\n1\n,1", "{\"a\":", "{\"a\"", "{\"a\":1", "{\"a\":[",
        "[a", "[{", "[}", "{]", "[{\"a\":1}", "{\"\":", "[[[[", "[{\"\":[{\"\":", "][", "}{", "(1)", "<null>", "<.>",
        // More than one value
        "1 2", "[1]x", "{}{}", "{} 1", "\"a\"\"b\"", "[][]", "{\"a\":true} \"x\"", "{\"a\":\"b\"}#", "2@", "nulltrue", "[] null",
        // Literals
        "[True]", "[TRUE]", "[tru]", "[nul]", "[fals]", "[NULL]", "[truex]", "[nan]", "[NaN]", "[Infinity]", "[-Infinity]", "[-nan]", "[undefined]", "[true1]", "*", "[*]", "[@]", "[`a`]",
        // Numbers
        "[++1]", "[+1]", "[-]", "[- 1]", "[--1]", "[-01]", "[012]", "[-012]", "[00]", "[0x1]", "[0x]", "[1a]", "[1.]", "[-1.]", "[.5]", "[-.5]", "[.]", "[1.e1]", "[0.e1]", "[1e]", "[1E+]", "[1e-]",
        "[0e]", "[0E+]", "[1e1.5]", "[1+2]", "[1.2.3]", "[0.1.2]", "[1 000]", "[1_000]", "[1eE2]", "[0.3e+]", "[-1x]", "[\uFF11]", "[1e\u0660]", "[1ea]", "[.2e-3]", "[- 1,2]",
        // Strings
        "\"", "[\"", "[\"a", "[\"a]", "'a'", "['a']", "{'a':1}", "{a:1}", "{1:1}", "{true:1}", "{[1]:1}", "{{}:1}", "{null:1}", "{\"a\"1}", "{\"a\"::1}", "{\"a\":1:2}", "{\"a\" \"b\"}", "{\"a\":\"b\"/**/}",
        "[\"\\\"]", "[\"\\", "\"\\\"", "[\"\\x00\"]", "[\"\\a\"]", "[\"\\'\"]", "[\"\\ \"]", "[\"\\0\"]", "[\"\\012\"]", "[\"\\U0041\"]", "[\"\\\n\"]", "[\"\\\t\"]", "[\"\\\u0000\"]", "[\"\\💡\"]",
        "[\"\\u\"]", "[\"\\u0\"]", "[\"\\u00A\"]", "[\"\\u00G0\"]", "[\"\\uqqqq\"]", "[\"\\uD834\\u\"]", "[\"\\uD834\\uDd\"]", "[\"\\uD800\\\"]", "[\"\\u", "[\"\\u 041\"]", "[\"\\u+041\"]",
        "[\"a\tb\"]", "[\"a\nb\"]", "[\"a\rb\"]", "[\"a\u0000b\"]", "[\"\u001F\"]", "[\"\u0008\"]", "{\"a\u0001\":1}", "[\"a\"b\"]", "\\u0061",
        // Characters that are no white space
        "[\u000C]", "[\u000B1]", "[\u00A01]", "[\u20601]", "[\u2028]", "[\u0000]", "\u0000", "[1\u0000]", "1\u0000", "[\u0085]", "[\uFEFF1]", "\u001A", "é", "💡", "[\\u000A\"\"]", "“a”",
        // Comments
        "/**/", "//", "{}/**/", "{}//", "{}/*", "{}/", "[1/*2*/]", "// x\n{}", "#x\n{}", "{/*a*/}", "{\"a\":/*b*/1}", "/", "[/]",
        // Merges
        "<<<<<<< HEAD\n{}\n=======\n[]\n>>>>>>> x\n", "{\n<<<<<<< HEAD\n\"a\":1\n=======\n\"a\":2\n>>>>>>> x\n}",
    ];

    private static readonly byte[][] NotText =
    [
        [0xFF], [0xE5], [.. "[\""u8, 0xE9, .. "\"]"u8], [.. "[1"u8, 0xE5, .. "]"u8], [.. "[\"\\u"u8, 0xE5, .. "\"]"u8], [.. "[1e"u8, 0xE5, .. "]"u8],
        [.. "{\""u8, 0xB9, .. "\":1,}"u8], [.. "[\""u8, 0xC0, 0xAF, .. "\"]"u8], [.. "[\""u8, 0xED, 0xA0, 0x80, .. "\"]"u8], [.. "[\""u8, 0xF4, 0xBF, 0xBF, 0xBF, .. "\"]"u8],
        [.. "[\""u8, 0xE0, 0xFF, .. "\"]"u8], [.. "[\""u8, 0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF, .. "\"]"u8], [.. "[\""u8, 0xE2, 0x82], [0xEF, 0xBB, .. "{}"u8], [0xEF, 0xBB, 0xBF], [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. "{}"u8],
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")], [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("{}")], Encoding.Unicode.GetBytes("[\"é\"]"), Encoding.BigEndianUnicode.GetBytes("[\"é\"]"), Encoding.UTF32.GetBytes("[]"),
    ];

    [TestCaseSource(nameof(Accepted))]
    public void Strict_JSON_is_read_as_the_strict_reader_reads_it(string text)
    {
        var document = SyntaxTree.Parse(text);

        Assert.Multiple(() =>
        {
            Assert.That(document.Problems, Is.Empty);
            Assert.That(StrictJson.FirstDifference(document), Is.Null);
        });
    }

    [TestCaseSource(nameof(Refused))]
    public void What_is_not_strict_JSON_is_refused_with_a_place(string text)
    {
        var problems = SyntaxTree.Parse(text).Problems;

        Assert.Multiple(() =>
        {
            Assert.That(problems, Is.Not.Empty);
            Assert.That(problems.Select(problem => problem.Offset), Is.Ordered.And.All.InRange(0, text.Length));
            Assert.That(problems.Select(problem => problem.Code), Has.All.Match("^json-[a-z]+(-[a-z]+)*$"));
        });
    }

    [TestCaseSource(nameof(Refused))]
    [TestCaseSource(nameof(Accepted))]
    public void The_standard_library_agrees(string text) =>
        Assert.That(SyntaxTree.Parse(text).Problems.Count == 0, Is.EqualTo(StandardReader.Accepts(text)));

    [TestCaseSource(nameof(NotText))]
    public void Bytes_that_are_not_UTF8_JSON_are_refused_with_a_place(byte[] bytes)
    {
        var text = SourceText.Decode(bytes, out var problem).Text;
        var problems = problem is null ? SyntaxTree.Parse(text).Problems : [problem];

        Assert.Multiple(() =>
        {
            Assert.That(problems, Is.Not.Empty);
            Assert.That(problems.Select(each => each.Offset), Has.All.InRange(0, text.Length));
        });
    }

    [Test]
    public void A_byte_order_mark_before_the_text_is_no_problem()
    {
        var source = SourceText.Decode([0xEF, 0xBB, 0xBF, .. "{}"u8], out var problem);

        Assert.Multiple(() =>
        {
            Assert.That(problem, Is.Null);
            Assert.That(source, Is.EqualTo(new SourceText("{}", HasByteOrderMark: true)));
        });
    }

    [Test]
    public void Nesting_is_read_as_deep_as_the_limit_and_no_deeper() => Assert.Multiple(() =>
    {
        Assert.That(Nested(SyntaxTree.MaximumDepth).Problems, Is.Empty);
        Assert.That(Nested(SyntaxTree.MaximumDepth + 1).Problems.Select(problem => problem.Code), Is.EqualTo(["json-depth"]));
    });

    [Test]
    public void A_file_over_the_limit_is_not_read()
    {
        SourceText.Decode(new byte[SourceText.MaximumLength + 1], out var problem);

        Assert.That(problem?.Code, Is.EqualTo("json-size"));
    }

    private static SyntaxTree Nested(int depth) => SyntaxTree.Parse(new string('[', depth) + new string(']', depth));
}

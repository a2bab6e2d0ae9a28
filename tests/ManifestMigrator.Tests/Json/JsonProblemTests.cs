using ManifestMigrator.Json;

namespace ManifestMigrator.Tests.Json;

/// <summary>Where and in which words a person learns what is wrong. The place is marked by ¶ in the text.</summary>
public sealed class JsonProblemTests
{
    [TestCase("{\n  \"features\": [\n    \"A\"\n  ]¶\n  \"x\": \"y\"\n}", "the value of \"features\"")]
    [TestCase("{\n  \"description\": \"text\"¶\n  \"permissions\": {}\n}", "the value of \"description\"")]
    [TestCase("{\n  \"fr\": {\n    \"a\": 1\n  }¶\n  \"langs\": []\n}", "the value of \"fr\"")]
    [TestCase("[\n  \"A\"¶\n  \"B\",\n  \"C\"\n]", "the item \"A\"")]
    [TestCase("[\n  {\n    \"a\": 1\n  }¶\n  \"B\"\n]", "this item")]
    [TestCase("[\n  \"An item of more than forty characters 💡 in all\"¶\n  \"B\"\n]", "the item \"An item of more than forty characters…")]
    [TestCase("{\r\n  \"a\": true¶\r\n  \"b\": 1\r\n}", "the value of \"a\"")]
    [TestCase("{\"a\": 1¶ \"b\": 2}", "the value of \"a\"")]
    public void A_missing_comma_is_shown_right_after_the_value(string text, string value) =>
        Only(text, "json-missing-comma", $"Missing comma after {value}.");

    [TestCase("{\n  \"a\": {}¶,\n}")]
    [TestCase("[\n  \"a\"¶,\n]")]
    [TestCase("[1¶, ]")]
    public void A_trailing_comma_is_shown_at_the_comma(string text) =>
        Only(text, "json-trailing-comma", "Trailing comma before a closing bracket.");

    [TestCase("{\n  \"locales\": {\n    \"en\": {\n      \"x\": 1\n    },\n  ¶\"permissions\": {\n    \"a\": 1\n  }\n}\n", 2, '}')]
    [TestCase("{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n    ¶\"d\": {\n      \"e\": 2\n    }\n  }\n}\n", 3, '}')]
    [TestCase("{\n  \"a\": {\n    \"b\": 1\n¶}\n", 2, '}')]
    [TestCase("{\n  \"a\": [\n    \"b\"\n  ¶\"c\": 1\n}\n", 2, ']')]
    [TestCase("{\r\n\t\"a\": {\r\n\t\t\"b\": 1,\r\n\t¶\"c\": 1\r\n}\r\n", 2, '}')]
    public void A_missing_bracket_is_shown_where_the_indentation_ends(string text, int openingLine, char bracket) =>
        Only(text, "json-missing-bracket", $"Missing {bracket}: by the indentation, the bracket opened in line {openingLine} should be closed before this line.");

    [TestCase("{\"a\": [1, 2]¶", 1, '}')]
    [TestCase("{\n  \"a\": [\n    1,\n    2¶", 2, ']')]
    public void A_missing_bracket_is_shown_at_the_end_where_the_indentation_does_not_tell(string text, int openingLine, char bracket) =>
        Only(text, "json-missing-bracket", $"Missing {bracket}: the file ends, and the bracket opened in line {openingLine} is not closed.");

    [Test]
    public void A_bracket_of_the_wrong_kind_is_shown_with_the_line_it_should_close() =>
        Only("{\n  \"a\": [\n    1\n  ¶}\n}", "json-wrong-bracket", "Expected ] to close the bracket opened in line 2.");

    [TestCase("{\n  \"a\": \"hard wrapped ¶\n      text\",\n  \"b\": 1\n}")]
    [TestCase("{\n  \"a\": \"hard wrapped¶\r\n      text\"\n}")]
    public void A_line_break_in_a_text_is_shown_where_the_line_ends(string text) =>
        First(text, "json-raw-line-break", "Line break inside a string.");

    [Test]
    public void Two_hard_wrapped_texts_are_two_problems() =>
        Assert.That(Codes("{\n  \"a\": \"x\n y\",\n  \"b\": \"x\n y\"\n}"), Is.EqualTo("json-raw-line-break json-raw-line-break"));

    [TestCase("{\n  \"icon\": ¶\"icon.svg,\n  \"slug\": \"a\"\n}")]
    [TestCase("{\n  \"icon\": ¶\"icon.svg\n}")]
    [TestCase("{\n  \"icon\": ¶\"Récupère vos factures, etc.,  \r\n\r\n  \"slug\": \"a\"\r\n}")]
    [TestCase("[\n  ¶\"A,\n  \"B\",\n  \"C\"\n]")]
    public void A_string_that_lost_its_closing_quote_is_shown(string text) =>
        Only(text, "json-lost-quote", "Missing closing quote: the string does not end on its line.");

    [TestCase("{\n  \"type\": ¶text\",\n  \"slug\": \"a\"\n}")]
    [TestCase("{\n  \"type\": ¶Numéro de client\"\n}")]
    [TestCase("[¶a\"]")]
    public void A_string_that_lost_its_opening_quote_is_shown(string text) =>
        Only(text, "json-lost-quote", "Missing opening quote before this string.");

    [TestCase("{\n  ¶labels\": [\n    1\n  ]\n}")]
    [TestCase("{\n  ¶\"labels: [\n    1\n  ]\n}")]
    [TestCase("{\n  ¶\"labels: {\n    \"a\": 1\n  }\n}")]
    [TestCase("{\n  ¶\"type: \"text\",\n  \"b\": 1\n}")]
    public void A_key_that_lost_a_quote_is_shown(string text) =>
        Only(text, "json-lost-quote", "The key lacks one of its quotes.");

    [Test]
    public void A_lost_quote_and_a_missing_comma_on_one_line_are_two_problems() =>
        Assert.That(Codes("{\n  \"icon\": \"icon.svg\n  \"slug\": \"a\"\n}"), Is.EqualTo("json-lost-quote json-missing-comma"));

    [Test]
    public void A_string_closed_by_an_apostrophe_is_shown() =>
        Only("[\n  \"A\",\n  ¶\"VENDOR_REF',\n  \"B\"\n]", "json-closing-apostrophe", "The string seems to end with an apostrophe.");

    [TestCase("{\n  \"a\": \"Certificates of ¶\"quotient familial\",\n  \"b\": 1\n}")]
    [TestCase("{\n  \"a\": \"the ¶\"tiers payant\" and\nmore\"\n}")]
    public void A_quote_inside_a_text_is_shown(string text) =>
        Only(text, "json-unescaped-quote", "Text after the closing quote: a quote inside a string is not escaped.");

    [TestCase("{\"a\": \"\\\\bmateriel¶\\.net\\\\b\"}")]
    [TestCase("[\"¶\\u00A\"]")]
    public void A_bad_escape_is_shown_at_its_backslash(string text) =>
        Only(text, "json-bad-escape", "Invalid escape after a backslash.");

    [TestCase("¶", "json-empty")]
    [TestCase("[1,¶,2]", "json-extra-comma")]
    [TestCase("{\"a\"¶ 1}", "json-missing-colon")]
    [TestCase("{\"a\": ¶}", "json-missing-value")]
    [TestCase("[\"a¶\tb\"]", "json-control-character")]
    [TestCase("[¶// why\n1]", "json-comment")]
    [TestCase("{\n¶<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> x\n}", "json-merge-conflict")]
    [TestCase("[¶'a']", "json-single-quotes")]
    [TestCase("{¶a: 1}", "json-unquoted-key")]
    [TestCase("[¶0x1F]", "json-number")]
    [TestCase("[¶True]", "json-literal")]
    [TestCase("[¶\u00A01]", "json-character")]
    [TestCase("[¶\uFEFF1]", "json-character")]
    [TestCase("{}¶}", "json-extra-text")]
    [TestCase("[¶\"a", "json-lost-quote")]
    public void Every_other_mistake_is_one_problem_at_its_place(string text, string code) => Only(text, code, message: null);

    [Test]
    public void A_sketch_with_many_mistakes_tells_all_of_them() =>
        Assert.That(
            Codes("{\n  description: \"x\",\n  \"a\": 01,\n  \"b\": 'c',\n  \"d\": [1,],\n  \"e\": 1\n  \"f\": yes, // why\n}"),
            Is.EqualTo("json-unquoted-key json-number json-single-quotes json-trailing-comma json-missing-comma json-literal json-trailing-comma json-comment"));

    [Test]
    public void After_twenty_problems_nobody_reads_on() =>
        Assert.That(SyntaxTree.Parse(string.Concat(Enumerable.Repeat("[01,", 100))).Problems, Has.Count.EqualTo(20));

    private static void Only(string marked, string code, string? message)
    {
        First(marked, code, message);
        Assert.That(Codes(marked.Replace("¶", "", StringComparison.Ordinal)), Is.EqualTo(code));
    }

    private static void First(string marked, string code, string? message)
    {
        var problem = SyntaxTree.Parse(marked.Replace("¶", "", StringComparison.Ordinal)).Problems[0];

        Assert.Multiple(() =>
        {
            Assert.That(problem.Code, Is.EqualTo(code));
            Assert.That(problem.Offset, Is.EqualTo(marked.IndexOf('¶', StringComparison.Ordinal)));
            Assert.That(problem.Message, message is null ? Is.Not.Empty : Is.EqualTo(message));
            Assert.That(problem.Hint, Is.Not.Empty);
        });
    }

    private static string Codes(string text) => string.Join(' ', SyntaxTree.Parse(text).Problems.Select(problem => problem.Code));
}

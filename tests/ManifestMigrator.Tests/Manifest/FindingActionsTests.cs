using System.Text.RegularExpressions;
using ManifestMigrator.Manifest;
using ManifestMigrator.Tests.House;

namespace ManifestMigrator.Tests.Manifest;

public sealed partial class FindingActionsTests
{
    [Test]
    public void Every_code_that_a_finding_can_have_stands_in_the_table() =>
        Assert.That(CodesOfSentences().Except(FindingActions.Codes, StringComparer.Ordinal).Order(StringComparer.Ordinal), Is.Empty);

    [Test]
    public void No_code_stands_in_the_table_that_the_tool_does_not_know()
    {
        var texts = Sources().Where(file => Path.GetFileName(file) != "FindingActions.cs").Select(File.ReadAllText).ToList();

        Assert.That(FindingActions.Codes.Where(code => !texts.Exists(text => text.Contains($"\"{code}\"", StringComparison.Ordinal))), Is.Empty);
    }

    [TestCase("json-missing-comma", Severity.Error, FindingAction.Fix)]
    [TestCase("json-missing-comma", Severity.Warning, FindingAction.Look, Description = "it was repaired")]
    [TestCase("field-escapes", Severity.Error, FindingAction.Decide)]
    [TestCase("field-escapes", Severity.Warning, FindingAction.Look, Description = "it was accepted")]
    [TestCase("redirected", Severity.Info, FindingAction.None)]
    [TestCase("of-a-later-version", Severity.Info, FindingAction.Look)]
    public void A_finding_asks_for_what_is_left_to_do(string code, Severity severity, FindingAction action) =>
        Assert.That(new Finding(severity, code, "", "", "").Action, Is.EqualTo(action));

    /// <summary>The codes in the files that hold the sentences of findings: whole texts in kebab-case, and whatever follows a severity.</summary>
    private static IEnumerable<string> CodesOfSentences() =>
        from file in Sources()
        where file.EndsWith("Findings.cs", StringComparison.Ordinal) || file.EndsWith("Problems.cs", StringComparison.Ordinal) || file.EndsWith("TextProblem.cs", StringComparison.Ordinal)
        from Match match in Code().Matches(File.ReadAllText(file))
        select match.Groups["code"].Value;

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("""(?:(?:new|Finding)\(\s*Severity\.\w+,\s*"(?<code>[a-z0-9-]+)")|"(?<code>[a-z0-9]+(?:-[a-z0-9]+)+)["]""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}

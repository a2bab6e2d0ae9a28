using System.Text;
using ManifestMigrator.Plans;
using ManifestMigrator.Rules;
using ManifestMigrator.Tests.Corpus;
using ManifestMigrator.Tests.Json;
using ManifestMigrator.Tests.Rules;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PropertyAttribute = FsCheck.NUnit.PropertyAttribute;

namespace ManifestMigrator.Tests.Plans;

/// <summary>A repair gives back what was meant, or refuses.</summary>
public sealed class TextRepairLaws
{
    private static readonly Mappings NoRules = DefaultMappings.Value with { Rules = [] };

    private static IEnumerable<string> ReadableCases => Case.Names.Where(name => new Case(name) is { Status: not "unreadable", Repairs: false } @case && IsStrict(Text(@case)));

    [TestCaseSource(nameof(ReadableCases))]
    public void No_slip_in_a_manifest_of_the_corpus_is_repaired_to_another_meaning(string name) => NoSlipGetsAnotherMeaning(Text(new Case(name)));

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 100)]
    public void No_slip_in_a_manifest_is_repaired_to_another_meaning(ManifestText manifest) =>
        NoSlipGetsAnotherMeaning(JToken.Parse(manifest.Text).ToString(Formatting.Indented));

    [Property(Arbitrary = [typeof(JsonTexts)], MaxTest = 300)]
    public void No_slip_in_any_text_is_repaired_to_another_meaning(JsonText text) => NoSlipGetsAnotherMeaning($"{{\n  \"a\": {text.Text.Trim()}\n}}");

    [Property(Arbitrary = [typeof(ManifestTexts)], MaxTest = 100)]
    public void A_comma_at_the_end_of_a_line_comes_back_and_a_trailing_one_goes(ManifestText manifest)
    {
        var text = JToken.Parse(manifest.Text).ToString(Formatting.Indented);

        Assert.That(DamagedText.WithoutComma(text).Select(Repaired), Has.All.EqualTo(text));
        Assert.That(DamagedText.WithTrailingComma(text).Select(Repaired).Select(WithoutWhiteSpace), Has.All.EqualTo(WithoutWhiteSpace(text)));
    }

    private static void NoSlipGetsAnotherMeaning(string text)
    {
        string[] damaged =
        [
            .. DamagedText.WithoutComma(text), .. DamagedText.WithTrailingComma(text),
            .. DamagedText.WithoutQuote(text), .. DamagedText.WithoutBracket(text),
        ];
        var meaning = JToken.Parse(text);
        foreach (var slip in damaged.Where(slip => !IsStrict(slip)))
        {
            if (Repaired(slip) is { } repaired)
                Assert.That(JToken.DeepEquals(JToken.Parse(repaired), meaning), $"{slip}\n became\n{repaired}");
        }
    }

    /// <summary>The repaired text; <see langword="null"/> where it was refused.</summary>
    private static string? Repaired(string text) =>
        Migrator.Plan(Encoding.UTF8.GetBytes(text), new ManifestOrigin(null, "manifest.konnector"), NoRules, repairs: true).PlannedBytes is { } bytes
            ? Encoding.UTF8.GetString(bytes)
            : null;

    private static bool IsStrict(string text) => ManifestMigrator.Json.SyntaxTree.Parse(text).Problems.Count == 0;

    private static string Text(Case @case) => Encoding.UTF8.GetString(@case.Before);

    private static string? WithoutWhiteSpace(string? text) => text is null ? null : string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}

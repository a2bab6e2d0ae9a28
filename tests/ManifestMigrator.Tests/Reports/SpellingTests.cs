using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Readers;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

public sealed class SpellingTests
{
    [Test]
    public void Words_are_those_that_the_contract_has() => Assert.Multiple(() =>
    {
        AssertWords<ManifestForm>("v2 leftovers camel catalogue 2017");
        AssertWords<ManifestStatus>("skipped current migrated blocked unreadable");
        AssertWords<RepositoryStatus>("current migrated blocked unreadable no-manifest skipped failed interrupted");
        AssertWords<EffectiveChange>("same on-purpose unexpected");
        AssertWords<Impact>("label none form schedule consent identity");
        AssertWords<ChangeKind>("insert remove rename replace move repair");
        AssertWords<Severity>("info warning error");
    });

    [Test]
    public void An_unknown_word_is_no_value() =>
        Assert.That(Spelling.TryRead<ManifestForm>("Version2", out _), Is.False);

    private static void AssertWords<TValue>(string words)
        where TValue : struct, Enum
    {
        Assert.That(string.Join(' ', Spelling.All<TValue>()), Is.EqualTo(words));
        foreach (var value in Enum.GetValues<TValue>())
        {
            Assert.That(Spelling.TryRead<TValue>(Spelling.Spell(value), out var read), Is.True);
            Assert.That(read, Is.EqualTo(value));
        }
    }
}

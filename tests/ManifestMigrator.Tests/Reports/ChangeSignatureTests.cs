using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

/// <summary>Which repositories are reviewed once, together.</summary>
public sealed class ChangeSignatureTests
{
    private static Change Folder => new("folder-path", ChangeKind.Remove, 21, "/fields/advancedFields/folderPath", "", "{ \"advanced\": true }", "");

    [Test]
    public void The_same_rules_with_the_same_effect_are_the_same_change_wherever_they_stand() =>
        AssertSame([Folder], [Folder with { Line = 3, ValueBefore = "{\"advanced\":true}" }]);

    [Test]
    public void Names_of_fields_permissions_and_languages_do_not_count() => AssertSame(
        [new Change("field-required", ChangeKind.Rename, 1, "/fields/login/isRequired", "/fields/login/required", "true", "true")],
        [new Change("field-required", ChangeKind.Rename, 1, "/fields/email/isRequired", "/fields/email/required", "false", "false")]);

    [Test]
    public void The_uuid_does_not_count() => AssertSame(
        Manifest(new Change("uuid", ChangeKind.Insert, 9, "", "/uuid", "", "\"6f1c5a0d2b7e5c93a84d10e7f2b9c346\"")) with { Uuid = "6f1c5a0d2b7e5c93a84d10e7f2b9c346" },
        Manifest(new Change("uuid", ChangeKind.Insert, 9, "", "/uuid", "", "\"0f1c5a0d2b7e5c93a84d10e7f2b9c346\"")) with { Uuid = "0f1c5a0d2b7e5c93a84d10e7f2b9c346" });

    [Test]
    public void A_value_that_is_only_put_elsewhere_does_not_count() => AssertSame(
        [new Change("category", ChangeKind.Replace, 1, "/category", "/categories", "\"shopping\"", "[ \"shopping\" ]")],
        [new Change("category", ChangeKind.Replace, 1, "/category", "/categories", "\"telecom\"", "[\"telecom\"]")]);

    [Test]
    public void Doing_it_to_one_field_more_is_the_same_change() => AssertSame(
        [new Change("field-required", ChangeKind.Rename, 1, "/fields/a/isRequired", "/fields/a/required", "true", "true")],
        [
            new Change("field-required", ChangeKind.Rename, 1, "/fields/a/isRequired", "/fields/a/required", "true", "true"),
            new Change("field-required", ChangeKind.Rename, 2, "/fields/b/isRequired", "/fields/b/required", "true", "true"),
        ]);

    [Test]
    public void A_rule_more_is_another_change() =>
        AssertDifferent(Manifest(Folder), Manifest(Folder, new Change("license", ChangeKind.Rename, 1, "/licence", "/license", "1", "1")));

    [Test]
    public void Another_new_value_is_another_change() => AssertDifferent(
        Manifest(new Change("category-values", ChangeKind.Replace, 1, "/categories/0", "/categories/0", "\"other\"", "\"others\"")),
        Manifest(new Change("category-values", ChangeKind.Replace, 1, "/categories/0", "/categories/0", "\"transportation\"", "\"transport\"")));

    [Test]
    public void Another_impact_is_another_change() =>
        AssertDifferent(Manifest(Folder), Manifest(Folder) with { Impact = Impact.Form });

    [Test]
    public void Where_nothing_is_planned_there_is_none() =>
        Assert.That(ChangeSignature.Compute(Sample.Repository("a", Manifest())), Is.Empty);

    [Test]
    public void Hostile_values_have_one_too() =>
        Assert.That(ChangeSignature.Compute(Sample.HostileRepository()), Has.Length.EqualTo(16));

    private static ManifestResult Manifest(params Change[] changes) => Sample.Manifest("manifest.konnector") with { Changes = changes };

    private static void AssertSame(Change[] one, Change[] other) => AssertSame(Manifest(one), Manifest(other));

    private static void AssertSame(ManifestResult one, ManifestResult other) =>
        Assert.That(ChangeSignature.Compute(Sample.Repository("a", one)), Is.EqualTo(ChangeSignature.Compute(Sample.Repository("b", other))));

    private static void AssertDifferent(ManifestResult one, ManifestResult other) =>
        Assert.That(ChangeSignature.Compute(Sample.Repository("a", one)), Is.Not.EqualTo(ChangeSignature.Compute(Sample.Repository("b", other))));
}

using ManifestMigrator.Reports;

namespace ManifestMigrator.Tests.Reports;

/// <summary>What a reviewer decided is about what was reviewed, and about nothing else.</summary>
public sealed class DecisionsTests
{
    private static readonly string Plan = Decisions.Digest(Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector")));

    [Test]
    public void What_was_decided_counts_for_the_plan_it_was_decided_on()
    {
        var repository = Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector"));
        var decisions = Decisions.None.With("github.com/a/b", new Decision(Verdict.Approved, "", Plan));

        Assert.That(decisions.About(repository), Is.EqualTo(new Decision(Verdict.Approved, "", Plan)));
        Assert.That(decisions.Judge(repository), Is.EqualTo(Standing.Approved));
    }

    [Test]
    public void It_does_not_count_when_other_bytes_are_planned()
    {
        var decisions = Decisions.None.With("github.com/a/b", new Decision(Verdict.Approved, "", Plan));
        var other = Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector") with { Sha256After = new string('c', 64) });

        Assert.That(decisions.About(other), Is.Null);
        Assert.That(decisions.Judge(other), Is.EqualTo(Standing.ApprovedBefore));
    }

    [Test]
    public void It_does_not_count_on_another_commit()
    {
        var decisions = Decisions.None.With("github.com/a/b", new Decision(Verdict.Rejected, "", Plan));
        var other = Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector")) with { Commit = new string('2', 40) };

        Assert.That(decisions.About(other), Is.Null);
        Assert.That(decisions.Judge(other), Is.EqualTo(Standing.RejectedBefore));
    }

    [Test]
    public void A_note_alone_decides_nothing()
    {
        var repository = Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector"));
        var decisions = Decisions.None.With("github.com/a/b", new Decision(Verdict.Undecided, "ask Ada", Plan));

        Assert.That(decisions.About(repository), Is.Null);
        Assert.That(decisions.Entry(repository)?.Note, Is.EqualTo("ask Ada"));
        Assert.That(decisions.Judge(repository), Is.EqualTo(Standing.Undecided));
    }

    [Test]
    public void A_rejection_of_the_repository_counts_beside_a_note_about_its_branch()
    {
        var repository = Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector"));
        var decisions = Decisions.None
            .With(Decisions.Key(repository, isRepeated: true), new Decision(Verdict.Undecided, "ask Ada", Plan))
            .With("github.com/a/b", new Decision(Verdict.Rejected, "", ""));

        Assert.That(decisions.Judge(repository), Is.EqualTo(Standing.Rejected));
    }

    [Test]
    public void Two_branches_of_a_repository_are_decided_on_apart()
    {
        var main = Sample.Repository("github.com/a/b", Sample.Manifest("manifest.konnector"));
        var next = main with { Branch = "next", Commit = new string('2', 40) };
        var decisions = Decisions.None
            .With(Decisions.Key(main, isRepeated: true), new Decision(Verdict.Approved, "", Decisions.Digest(main)))
            .With(Decisions.Key(next, isRepeated: true), new Decision(Verdict.Rejected, "", Decisions.Digest(next)));

        Assert.That(decisions.About(main)?.IsApproved, Is.True);
        Assert.That(decisions.About(next)?.IsApproved, Is.False);
    }

    [Test]
    public void What_is_written_is_read_again()
    {
        var decisions = Decisions.None
            .With("github.com/a/c#next", new Decision(Verdict.Rejected, Sample.WellFormedHostile, Plan))
            .With("github.com/a/b", new Decision(Verdict.Undecided, "2026-01-31T12:00:00Z", Plan));

        Assert.That(Decisions.Read(Text(decisions), "decisions.json").ByKey, Is.EqualTo(decisions.ByKey));
    }

    [TestCase("{\"github.com/a/b\": \"approved\"}")]
    [TestCase("{\"github.com/a/b\": {\"decision\": \"approved\"}}")]
    [TestCase("{\"decisions\": {\"github.com/a/b\": {\"decision\": \"approved\"}}}")]
    public void What_a_person_writes_may_be_about_whatever_is_planned(string text) =>
        Assert.That(Decisions.Read(text, "d.json").About(Sample.Repository("github.com/a/b"))?.IsApproved, Is.True);

    [Test]
    public void The_file_looks_as_it_is_described() => Assert.That(
        Text(Decisions.None.With("github.com/a/b", new Decision(Verdict.Approved, "", new string('a', 64)))),
        Is.EqualTo($$"""
            {
              "format": 1,
              "decisions": {
                "github.com/a/b": {
                  "decision": "approved",
                  "note": "",
                  "plan": "{{new string('a', 64)}}"
                }
              }
            }

            """));

    [Test]
    public void In_which_order_one_decides_does_not_show_in_the_file()
    {
        var decision = new Decision(Verdict.Approved, "", Plan);

        Assert.That(Text(Decisions.None.With("b", decision).With("a", decision)), Is.EqualTo(Text(Decisions.None.With("a", decision).With("b", decision))));
    }

    [Test]
    public void Taken_back_a_decision_leaves_nothing() =>
        Assert.That(Decisions.None.With("a", new Decision(Verdict.Approved, "", Plan)).With("a", decision: null).ByKey, Is.Empty);

    [TestCase("", "d.json:1:1:")]
    [TestCase("[]", "d.json:1:1:")]
    [TestCase("{\"format\": 0, \"decisions\": {}}", "d.json:1:12: “format” must be a positive number")]
    [TestCase("{\"a\": \"yes\"}", "d.json:1:2: the decision about “a” is neither approved nor rejected: \"yes\"")]
    [TestCase("{\"github.com/a/b\": \"approved\",\n \"GitHub.com/A/B\": \"rejected\"}", "d.json:2:2: there are two decisions about github.com/a/b")]
    [TestCase("{\"decisions\": {},\n \"a\": \"rejected\"}", "d.json:2:2: it stands outside of “decisions”")]
    [TestCase("{\"format\": 2, \"decisions\": {}}", "d.json:1:12: it has format 2, and this version of the tool knows formats up to 1: take a newer one")]
    [TestCase("{\"format\": 1}", "d.json:1:1: it has no object “decisions”")]
    [TestCase("{\"format\": 1, \"decisions\": {\"a\": \"approved\"}}", "d.json:1:29: the decision about a is not an object")]
    [TestCase("{\"format\": 1, \"decisions\": {\"a\": {\"decision\": \"yes\"}}}", "d.json:1:29: the decision about “a” is neither approved nor rejected: \"yes\"")]
    [TestCase("{\"format\": 1, \"decisions\": {\"a\": {\"decision\": \"approved\"}}}", "d.json:1:34: “plan” must be a text")]
    [TestCase("{\"format\": 1, \"decisions\": {\"a\": {\"decision\": \"approved\", \"plan\": \"\"}}}", "d.json:1:67: “plan” must be a SHA-256, 64 lower-case hex digits")]
    [TestCase("{\"format\": 1, \"decisions\": {\"a\": {\"decision\": \"approved\", \"note\": 1}}}", "d.json:1:67: “note” must be a text")]
    [TestCase("{\"format\": 1, \"decisions\": {}}}", "d.json:1:31:")]
    [TestCase("{\"format\": 1, \"format\": 1, \"decisions\": {}}", "d.json:1:")]
    [TestCase("{\"a\": \"approved\",}", "d.json:1:")]
    [TestCase("{\n// no\n\"a\": \"approved\"}", "d.json:2:")]
    [TestCase("{\n/* no */\"a\": \"approved\"}", "d.json:2:")]
    [TestCase("{'a': 'approved'}", "d.json:1:2:")]
    [TestCase("{\"a\": oops}", "d.json:1:7:")]
    [TestCase("{\"a\": {\"decision\": \"rejected\", \"Plan\": \"\"}}", "d.json:1:32: “Plan” is not known: a decision has “decision”, “note” and “plan”")]
    [TestCase("{\"a\": {\"decision\": \"rejected\", \"plan\": \"abc\"}}", "d.json:1:40: “plan” must be a SHA-256, 64 lower-case hex digits, not “abc”")]
    [TestCase("{\"format\": 1, \"decisions\": {}, \"a\": 1}", "d.json:1:32: “a” is not known here")]
    public void A_file_that_is_not_understood_is_refused_with_its_place(string text, string message) =>
        Assert.That(() => Decisions.Read(text, "d.json"), Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith(message).And.Message.Not.Contain("JObject").And.Message.Not.Contain("JSON reader").And.Message.Not.Contain("JsonReader").And.Message.Not.Contain("Path"));

    [Test]
    public void A_rejection_of_any_plan_is_written_without_one_and_read_again()
    {
        var decisions = Decisions.None.With("a", new Decision(Verdict.Rejected, "", ""));

        Assert.That(Decisions.Read(Text(decisions), "d.json").ByKey, Is.EqualTo(decisions.ByKey));
    }

    private static string Text(Decisions decisions)
    {
        using var text = new StringWriter();
        decisions.Write(text);
        return text.ToString();
    }
}

namespace ManifestMigrator.Reports;

/// <summary>What a reviewer decided about one repository; an entry of <c>decisions.json</c>.</summary>
/// <param name="Verdict">What was decided.</param>
/// <param name="Note">What the reviewer has to say; may be empty.</param>
/// <param name="Plan">The plan that was decided on, see <see cref="Decisions.Digest"/>; empty for any.</param>
public sealed record Decision(Verdict Verdict, string Note, string Plan)
{
    public bool IsApproved => Verdict == Verdict.Approved;
}

/// <summary>Whether a repository may be delivered.</summary>
public enum Verdict
{
    /// <summary>There is a note and no decision yet.</summary>
    Undecided,

    /// <summary>What is planned may be delivered.</summary>
    Approved,

    /// <summary>It is not delivered.</summary>
    Rejected,
}

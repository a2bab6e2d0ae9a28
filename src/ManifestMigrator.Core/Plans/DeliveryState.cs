namespace ManifestMigrator.Plans;

/// <summary>How far a repository has been delivered (spec: product, "Delivery").</summary>
public sealed record DeliveryState
{
    public DeliveryStep Step { get; init; }

    /// <summary>Name of the branch that was made for it, without <c>refs/heads/</c>; empty before <c>apply</c>.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Object name of the commit that was made for it; empty before <c>apply</c>.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Whether it was applied with <c>--all</c>, and so needs no approval to go on.</summary>
    public bool AppliedWithAll { get; init; }

    /// <summary>Address of the request, or the one where it can be opened; empty before <c>push</c>, and where the host is not known.</summary>
    public string Request { get; init; } = "";

    /// <summary>Where the request stands: none, open, draft, changed, foreign, declined, reverted, landed or landed-otherwise; empty until a forge was asked.</summary>
    public string RequestState { get; init; } = "";

    /// <summary>UTC date on which the request was opened, yyyy-MM-dd; empty until a forge told.</summary>
    public string RequestOpened { get; init; } = "";

    /// <summary>What its checks said when a forge was asked last: passed, failed, running, none or unknown; empty until then.</summary>
    public string Checks { get; init; } = "";

    /// <summary>Stable reason code of the last thing that was tried and not done, see <see cref="Reasons"/>; empty when it was done.</summary>
    public string Reason { get; init; } = "";

    /// <summary>One sentence for a person that goes with the reason, or the note of the reviewer.</summary>
    public string Message { get; init; } = "";
}

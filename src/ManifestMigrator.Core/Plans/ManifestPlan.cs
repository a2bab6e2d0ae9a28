namespace ManifestMigrator.Plans;

/// <summary>The plan of one manifest.</summary>
/// <param name="Result">What the reports say about it.</param>
/// <param name="PlannedBytes">The whole planned file; <see langword="null"/> unless the status is <see cref="ManifestStatus.Migrated"/>.</param>
public sealed record ManifestPlan(ManifestResult Result, byte[]? PlannedBytes)
{
    /// <summary>The plan without its change, if the change has this impact.</summary>
    public ManifestPlan Without(Impact? impact) => Result.Status != ManifestStatus.Migrated || Result.Impact != impact ? this : new ManifestPlan(
        Result with
        {
            Status = ManifestStatus.Skipped,
            IsLeftOut = true,
            Uuid = Result.Changes.Any(change => change.PointerAfter == "/uuid") ? "" : Result.Uuid,
            Changes = [],
            Hunks = "",
            LinesAdded = 0,
            LinesRemoved = 0,
            Sha256After = Result.Sha256Before,
        },
        PlannedBytes: null);
}

namespace ManifestMigrator.Plans;

/// <summary>What shall become of one manifest.</summary>
/// <param name="Result">What the reports say about it.</param>
/// <param name="PlannedBytes">The whole file as it shall be; <see langword="null"/> unless the status is <see cref="ManifestStatus.Migrated"/>.</param>
public sealed record ManifestPlan(ManifestResult Result, byte[]? PlannedBytes);

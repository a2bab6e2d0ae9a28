using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>Fields that code reads and that the migration takes out of the manifest. What was never declared is not the migration's doing.</summary>
internal static class LostFields
{
    public static IEnumerable<Finding> Find(FieldChange change, IReadOnlyList<PlacedRead> reads)
    {
        var removed = change.RemovedNames.ToHashSet(StringComparer.Ordinal);
        if (removed.Count == 0)
            yield break;

        foreach (var group in reads.Where(place => place.Read.Use != FieldUse.Write && removed.Contains(place.Read.Name)).GroupBy(place => place.Read.Name, StringComparer.Ordinal))
            yield return Places.First(group, isReachable => SourceFindings.FieldLost(group.Key, isReachable));
        if (reads.Any(place => place.Read.Use == FieldUse.Computed))
            yield return Places.First(reads.Where(place => place.Read.Use == FieldUse.Computed), _ => SourceFindings.FieldComputed());
    }
}

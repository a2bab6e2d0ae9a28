using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>What becomes of the folder that code stores files in.</summary>
internal static class FolderFindings
{
    public static IEnumerable<Finding> Find(FieldChange change, IReadOnlyList<PlacedRead> reads)
    {
        var needs = reads.Where(place => place.NeedsFolder).ToList();
        if (!change.After.HasFolders)
            return needs.Count == 0 || change.After.HasFolderField ? [] : [Places.First(needs, isReachable => Missing(change, isReachable))];
        if (!change.RemovesFolderField)
            return [];
        if (needs.Count == 0)
            return change.HasCode ? [SourceFindings.FolderUnused()] : [];
        return change.IsRunByBaseKonnector
            ? [.. Supplied(needs), .. Handled(reads), .. Environment(reads), .. Remembered(change, needs)]
            : [Places.First(needs, _ => SourceFindings.OldRunner(change.Libs!)), .. Environment(reads)];
    }

    private static Finding Missing(FieldChange change, bool isReachable) =>
        change.Before.HasFolderField || change.Before.HasFolders ? SourceFindings.FolderLost(isReachable) : SourceFindings.FolderUndeclared();

    private static IEnumerable<Finding> Supplied(IReadOnlyList<PlacedRead> needs) =>
    [
        .. Any(needs, place => place.Read.Use == FieldUse.GivenFields, SourceFindings.FolderSupplied),
        .. Any(needs, place => place.Read.Use == FieldUse.GivenPath, SourceFindings.PathGiven),
        .. Any(needs, place => place.Read.Use == FieldUse.Middleware, SourceFindings.MiddlewareCalled),
    ];

    private static IEnumerable<Finding> Handled(IReadOnlyList<PlacedRead> reads) =>
    [
        .. Any(reads, place => place.NeedsFolder && place.Read.Use == FieldUse.Read, SourceFindings.PathRead),
        .. Any(reads, place => place.Read is { Use: FieldUse.Write, Name: FieldNames.FolderPath }, SourceFindings.PathWritten),
    ];

    private static IEnumerable<Finding> Environment(IReadOnlyList<PlacedRead> reads)
    {
        var places = reads.Where(place => place.Read.Use == FieldUse.Environment).ToList();
        var folder = places.Where(place => place.NeedsFolder).ToList();
        if (folder.Count > 0)
            return [Places.First(folder, _ => SourceFindings.EnvironmentFolder())];
        return places.Count > 0 ? [Places.First(places, _ => SourceFindings.EnvironmentRead())] : [];
    }

    private static IEnumerable<Finding> Remembered(FieldChange change, IReadOnlyList<PlacedRead> needs) =>
        change.RemembersFolder ? [Places.First(needs, _ => SourceFindings.FolderRemembered(change.Libs!))] : [];

    private static IEnumerable<Finding> Any(IReadOnlyList<PlacedRead> reads, Func<PlacedRead, bool> isMeant, Func<Finding> finding)
    {
        var places = reads.Where(isMeant).ToList();
        return places.Count == 0 ? [] : [Places.First(places, _ => finding())];
    }
}

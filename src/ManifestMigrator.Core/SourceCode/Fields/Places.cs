using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>Many places, one finding.</summary>
internal static class Places
{
    /// <summary>The finding at the first place, with the number of the others; a place that the konnector loads goes before one it does not.</summary>
    public static Finding First(IEnumerable<PlacedRead> reads, Func<bool, Finding> finding)
    {
        var places = reads.OrderByDescending(place => place.IsReachable).ToList();
        var found = places[0].Place(finding(places[0].IsReachable));
        return places.Count == 1 ? found : found with { Message = $"{found.Message} {SourceFindings.MorePlaces(places.Count - 1)}" };
    }
}

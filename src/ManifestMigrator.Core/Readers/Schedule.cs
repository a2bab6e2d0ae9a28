namespace ManifestMigrator.Readers;

/// <summary>When readers let a konnector run.</summary>
/// <param name="Frequency"><c>hourly</c>, <c>daily</c>, <c>weekly</c> or <c>monthly</c>; readers take anything else for weekly.</param>
/// <param name="FromHour">Begin of the hours in which it runs, 0 unless the manifest says otherwise.</param>
/// <param name="ToHour">End of those hours, 5 unless the manifest says otherwise.</param>
public sealed record Schedule(string Frequency, double FromHour, double ToHour);

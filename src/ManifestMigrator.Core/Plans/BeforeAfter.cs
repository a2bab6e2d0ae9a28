namespace ManifestMigrator.Plans;

/// <summary>Something as it is, and as it shall be.</summary>
/// <param name="Before">As it is.</param>
public sealed record BeforeAfter<T>(T Before)
    where T : class
{
    /// <summary>As it shall be; <see langword="null"/> when that is the same.</summary>
    public T? After { get; init; }
}

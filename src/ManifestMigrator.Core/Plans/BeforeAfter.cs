namespace ManifestMigrator.Plans;

/// <summary>A value before and after.</summary>
/// <param name="Before">As it is.</param>
public sealed record BeforeAfter<T>(T Before)
    where T : class
{
    /// <summary>The value after; <see langword="null"/> when it is the same.</summary>
    public T? After { get; init; }
}

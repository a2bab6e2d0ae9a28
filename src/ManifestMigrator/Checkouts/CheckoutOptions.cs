namespace ManifestMigrator.Checkouts;

/// <summary>How repositories are read.</summary>
internal sealed record CheckoutOptions
{
    /// <summary>The branch to read where an address names none; <see langword="null"/> for the repository's own.</summary>
    public string? Branch { get; init; }

    /// <summary>Time that one repository may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Folder in which repositories are kept for the time of the reading.</summary>
    public required string WorkFolder { get; init; }
}

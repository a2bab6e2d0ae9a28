namespace ManifestMigrator.Disk;

/// <summary>A repository cannot be read, fetched, written or delivered. It becomes a row of the reports, and never stops the others.</summary>
/// <param name="reason">One of <see cref="Plans.Reasons"/>.</param>
/// <param name="message">One sentence for a person: what happened, in git's or the server's own words where there are any, and what to do.</param>
internal class RepositoryException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;

    /// <summary>Whether the same may well work a moment later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the host asks to be left alone; <see langword="null"/> when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

namespace ManifestMigrator.Read;

/// <summary>A repository that cannot be read.</summary>
/// <param name="reason">One of <see cref="ManifestMigrator.Plans.Reasons"/>.</param>
/// <param name="message">One sentence for a person: what happened, what to do.</param>
internal sealed class CheckoutException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;

    /// <summary>Whether the same may well work a moment later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the host asks to be left alone; <see langword="null"/> when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

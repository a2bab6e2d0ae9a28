namespace ManifestMigrator.Checkouts;

/// <summary>A repository that cannot be read.</summary>
/// <param name="reason">One of <see cref="Migration.Reasons"/>.</param>
/// <param name="message">One sentence for a person: what happened, what to do.</param>
internal sealed class CheckoutException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}

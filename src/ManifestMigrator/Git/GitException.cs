namespace ManifestMigrator.Git;

/// <summary>Git did not do what it was asked for.</summary>
/// <param name="reason">One of <see cref="Migration.Reasons"/>.</param>
/// <param name="message">One sentence for a person, with git's own words.</param>
internal sealed class GitException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}

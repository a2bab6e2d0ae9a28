using ManifestMigrator.Sources;

namespace ManifestMigrator.Git;

/// <summary>A repository that is talked to.</summary>
/// <param name="Url">What git is told, without secrets.</param>
/// <param name="Host">Name of the host, with its port if one is given; empty for a repository on this machine.</param>
/// <param name="Credentials">User and password with a colon between; <see langword="null"/> when the address had none.</param>
internal sealed record Remote(string Url, string Host, string? Credentials)
{
    public bool IsLocal => Host.Length == 0;

    /// <param name="address">The source.</param>
    /// <param name="url">What git is told; for a repository on this machine a file address.</param>
    public static Remote Of(RepositoryAddress address, string url) =>
        new(url, address.Kind == AddressKind.Folder ? "" : address.Identity.Split('/')[0], address.Credentials);

    /// <summary>The address without its credentials.</summary>
    public override string ToString() => Url;
}

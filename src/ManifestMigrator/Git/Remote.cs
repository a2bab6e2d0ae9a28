using ManifestMigrator.Sources;

namespace ManifestMigrator.Git;

/// <summary>A repository that is talked to.</summary>
/// <param name="Url">What git is told, without secrets.</param>
/// <param name="Host">Name of the host, with its port if one is given; empty for a repository on this machine.</param>
/// <param name="Credentials">User and password with a colon between; <see langword="null"/> when the address had none.</param>
internal sealed record Remote(string Url, string Host, string? Credentials)
{
    public bool IsLocal => Host.Length == 0;

    /// <summary>The repository that a source names.</summary>
    /// <remarks>One on this machine is fetched by address: by path, git would link its objects, and what we do to ours would be done to theirs.</remarks>
    public static Remote From(RepositoryAddress address) => address.Kind == AddressKind.Folder
        ? new Remote(new Uri(address.Url).AbsoluteUri, "", Credentials: null)
        : new Remote(address.Url, address.Identity.Split('/')[0], address.Credentials);

    /// <summary>The address without its credentials.</summary>
    public override string ToString() => Url;
}

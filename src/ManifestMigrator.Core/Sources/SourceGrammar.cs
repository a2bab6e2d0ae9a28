using System.Text.RegularExpressions;

namespace ManifestMigrator.Sources;

/// <summary>Understands a source: whatever npm takes as a git package, a path, a tarball, a registry entry (spec: product, "Sources").</summary>
/// <remarks>
/// For the hosts that npm knows, the answers are those of its package <c>hosted-git-info</c>. Where they are not, a remark says so:
/// the old branch after an <c>@</c>, paths, the letters' case in names, and what is refused because it could do harm.
/// </remarks>
public static partial class SourceGrammar
{
    private const string RegistryScheme = "registry://";

    /// <summary>Reads one source.</summary>
    /// <exception cref="SourceException">It is not understood, or could make git do something else than fetch.</exception>
    public static RepositoryAddress Parse(string text)
    {
        text = text.Trim();
        Refuse(text);
        if (LocalPath.IsPath(text))
            return LocalPath.Parse(text);
        if (text.StartsWith(RegistryScheme, StringComparison.Ordinal))
            return Registry(text);
        try
        {
            var (place, branch) = OldBranch.Split(text);
            var address = Remote(place);
            if (branch is not null && address.Kind == AddressKind.Tarball)
                throw new SourceRefusal("a tarball has no branches");
            address = address with { Source = Secrets.Mask(text), Revision = SourceRevision.Checked(branch ?? address.Revision) };
            return address.Source == text || MeansTheSame(address) ? address : throw new SourceRefusal("its user and password cannot be told from the rest; keep them out of it");
        }
        catch (SourceRefusal refusal)
        {
            throw new SourceException($"'{Secrets.MaskRefused(text)}' is not understood: {refusal.Message}.");
        }
    }

    private static void Refuse(string text)
    {
        if (text.Length == 0)
            throw new SourceException("The source is empty.");
        if (text.StartsWith('-'))
            throw new SourceException($"'{Secrets.MaskRefused(text)}' begins with a dash: git would take it for an option. To read a local folder of that name, write ./ before it.");
        if (text.Any(char.IsControl))
            throw new SourceException("A source must not contain control characters.");
        if (HelperProgram().IsMatch(text))
            throw new SourceException($"'{Secrets.MaskRefused(text)}' names a helper program of git; none is run.");
    }

    /// <summary>Whether the source without its secrets, which is what a run keeps, still names what it named with them.</summary>
    private static bool MeansTheSame(RepositoryAddress address)
    {
        try
        {
            return Parse(address.Source) == address with { Credentials = null, Query = "" };
        }
        catch (SourceException)
        {
            return false;
        }
    }

    private static RepositoryAddress Registry(string text) => RepositoryPath.Names(text[RegistryScheme.Length..]) is { } names
        ? new RepositoryAddress
        {
            Kind = AddressKind.Registry,
            Source = text,
            Url = text,
            Identity = RepositoryPath.Identity("registry", names),
        }
        : throw new SourceException("The registry address does not name a konnector: write registry://slug/channel.");

    private static RepositoryAddress Remote(string place)
    {
        var url = NpmUrl.Parse(place);
        if (url is not null && KnownHost.ByShortcut(url.Scheme) is { } shortcut)
            return ParseShortcut(shortcut, url);
        if (url is not null && KnownHost.ByName(url.Host) is { } host && GitAddress.IsAllowed(url.Scheme))
            return ParseKnownHost(host, url);
        return url is not null && TarballAddress.Parse(url) is { } tarball ? tarball : GitAddress.Parse(place);
    }

    /// <remarks>Npm also takes <c>github://a/b/c</c>, and forgets <c>a</c>.</remarks>
    private static RepositoryAddress ParseShortcut(KnownHost host, UrlRecord url) => url.Host.Length == 0 && HostedRepository.ParseShortcut(host, url) is { } repository
        ? repository.Address(overSsh: false)
        : throw new SourceRefusal($"write {host.Shortcut}:owner/name");

    private static RepositoryAddress ParseKnownHost(KnownHost host, UrlRecord url)
    {
        var overSsh = GitAddress.IsSsh(url.Scheme);
        return HostedRepository.ParseAddress(host, url) is { } repository
            ? repository.Address(overSsh) with { Credentials = overSsh ? null : url.Credentials }
            : TarballAddress.Parse(url) ?? throw new SourceRefusal($"that is no address of a repository on {host.Host}");
    }

    /// <summary><c>ext::command</c> and its like; after a short name, an empty user and a password.</summary>
    [GeneratedRegex("^(?!(github|gitlab|bitbucket|gist|sourcehut)::[^/@]*@)[A-Za-z0-9+.-]*::", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HelperProgram();
}

/// <summary>A source that is not understood, or that is refused. The message says why and what can be written instead.</summary>
public sealed class SourceException(string message) : Exception(message);

/// <summary>One form of a source was tried and does not fit.</summary>
/// <param name="advice">What can be written instead, without a full stop and without anything of the source.</param>
internal sealed class SourceRefusal(string advice) : Exception(advice);

using ManifestMigrator.Output;

namespace ManifestMigrator.Forges;

/// <summary>A secret, and where it was found. Only the source is ever shown.</summary>
internal sealed class ForgeToken(string value, string source)
{
    /// <summary>The secret itself.</summary>
    public string Value { get; } = value;

    /// <summary>What kind of place it was found in, e.g. <c>GH_TOKEN</c> or <c>git credential fill</c>.</summary>
    public string Source { get; } = source;

    public override string ToString() => Source;
}

/// <summary>Where tokens are looked for; each asks its own program.</summary>
internal interface ITokenPrograms
{
    /// <summary>What <c>gh auth token --hostname HOST</c> says; <see langword="null"/> when there is no gh, or it knows none.</summary>
    Task<string?> GhAsync(string host, CancellationToken cancellation);

    /// <summary>The password that <c>git credential fill</c> has for a repository; <see langword="null"/> for none.</summary>
    Task<string?> GitCredentialAsync(Uri repository, CancellationToken cancellation);
}

/// <summary>Finds the token for a repository: first hit wins, and no variable serves a host it was not meant for.</summary>
/// <param name="environment">Reads a variable; <see langword="null"/> when it is not set.</param>
/// <param name="programs">The programs that may know one.</param>
internal sealed class ForgeTokens(Func<string, string?> environment, ITokenPrograms programs)
{
    private const string Prefix = "MANIFEST_MIGRATOR_TOKEN_";

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Task<ForgeToken?>> _found = new(StringComparer.Ordinal);

    /// <summary>The token for a repository.</summary>
    /// <param name="host">Its forge.</param>
    /// <param name="path">Its path, <c>owner/name</c>.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <returns><see langword="null"/> when there is none.</returns>
    /// <exception cref="UsageException">A variable holds what can be no token.</exception>
    public Task<ForgeToken?> FindAsync(ForgeHost host, string path, CancellationToken cancellation) =>
        _found.GetOrAdd($"{host.Name}/{Owner(path)}", _ => LookAsync(host, path, cancellation));

    /// <summary>The variable to set for a host.</summary>
    public static string Variable(string host, string owner = "") => Prefix + Spelled(host) + (owner.Length > 0 ? "_" + Spelled(owner) : "");

    private async Task<ForgeToken?> LookAsync(ForgeHost host, string path, CancellationToken cancellation)
    {
        foreach (var variable in (IEnumerable<string>)[Variable(host.Name, Owner(path)), Variable(host.Name), .. UsualVariables(host)])
        {
            if (environment(variable) is { Length: > 0 } value)
                return Valid(value, variable);
        }
        if (host.Kind == ForgeKind.GitHub && await programs.GhAsync(host.Name, cancellation) is { Length: > 0 } fromGh)
            return Valid(fromGh, "gh auth token");
        return await programs.GitCredentialAsync(new Uri(host.Page(path)), cancellation) is { Length: > 0 } fromGit
            ? Valid(fromGit, "git credential fill") : null;
    }

    /// <summary>The variables other programs read, each for the host it belongs to.</summary>
    private IEnumerable<string> UsualVariables(ForgeHost host) => host.Kind switch
    {
        ForgeKind.GitHub when host.Name == "github.com" || host.Name.EndsWith(".ghe.com", StringComparison.Ordinal) => ["GH_TOKEN", "GITHUB_TOKEN"],
        ForgeKind.GitHub when Names("GH_HOST", host) => ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"],
        ForgeKind.GitLab when Names("GITLAB_HOST", host) || (host.Name == "gitlab.com" && !IsSet("GITLAB_HOST")) => ["GITLAB_TOKEN"],
        ForgeKind.Gitea when host.Name == "gitea.com" || Names("GITEA_HOST", host) || Names("GITEA_SERVER_URL", host) => ["GITEA_TOKEN"],
        ForgeKind.Forgejo when host.Name == "codeberg.org" || Names("FORGEJO_HOST", host) || Names("FORGEJO_SERVER_URL", host) => ["FORGEJO_TOKEN"],
        _ => [],
    };

    private bool IsSet(string variable) => environment(variable) is { Length: > 0 };

    /// <summary>Whether a variable names a host, with or without a scheme before it.</summary>
    private bool Names(string variable, ForgeHost host)
    {
        var value = environment(variable) ?? "";
        return (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address.Authority
            : value).Equals(host.Name, StringComparison.OrdinalIgnoreCase);
    }

    private static ForgeToken Valid(string value, string source)
    {
        value = value.Trim();
        return value.Length > 0 && value.All(character => character is > ' ' and < '\u007f')
            ? new ForgeToken(value, source)
            : throw new UsageException(ForgeMessages.NoTokenValue(source));
    }

    private static string Owner(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";

    private static string Spelled(string text) =>
        string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_'));
}

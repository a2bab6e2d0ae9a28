using System.Collections.Concurrent;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Forges;

/// <summary>A forge, reached with one token.</summary>
/// <param name="Forge">What can be asked and told.</param>
/// <param name="Account">The token's login; empty where the forge does not tell.</param>
/// <param name="Pace">The queue of writes of host and account.</param>
internal sealed record ForgeSession(IForge Forge, string Account, WritePace Pace);

/// <summary>How forges are reached in one run.</summary>
internal sealed class ForgeConnections : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ForgeSession>>> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<WritePace>> _paces = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<IDisposable> _clients = new();

    public required ForgeHosts Hosts { get; init; }

    public required ForgeTokens Tokens { get; init; }

    /// <summary>Full path of the folder in which the writes of each host and account are remembered.</summary>
    public required string PaceFolder { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Writes an hour that the user wants at most; <see langword="null"/> for the usual number.</summary>
    public int? Rate { get; init; }

    /// <summary>Whether it waits when the budget is spent.</summary>
    public bool Waits { get; init; }

    /// <summary>Is told of pauses.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>Is told where tokens come from.</summary>
    public Action<string> Detail { get; init; } = _ => { };

    /// <summary>What carries the requests; <see langword="null"/> for the network.</summary>
    public Func<HttpMessageHandler>? Handler { get; init; }

    /// <summary>The folder in which the user's writes are remembered over all runs.</summary>
    /// <param name="otherwise">Full path of the folder for users who have no place of their own.</param>
    public static string UserPaceFolder(string otherwise)
    {
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } given && Path.IsPathRooted(given)
            ? given
            : OperatingSystem.IsWindows()
                ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        try
        {
            return Directory.CreateDirectory(Path.Combine(state, "manifest-migrator", "pace")).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Path.Combine(otherwise, ".pace");
        }
    }

    /// <summary>The forge of a repository, with the token for its owner.</summary>
    /// <param name="repository">Identity <c>host/owner/name</c>.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <exception cref="ForgeException">The host is not known, there is no token, or it is refused.</exception>
    public async Task<ForgeSession> ToAsync(string repository, CancellationToken cancellation)
    {
        var name = repository.Split('/')[0];
        var host = Hosts.Find(repository) ?? throw new ForgeException(Reasons.ForgeUnknown, ForgeMessages.ForgeUnknown(name));
        var path = repository[(name.Length + 1)..];
        var token = await Tokens.FindAsync(host, path, cancellation)
            ?? throw new ForgeException(Reasons.NoToken, ForgeMessages.NoToken(host.Name, ForgeTokens.Variable(host.Name)));
        return await _sessions.GetOrAdd($"{host.Name} {token.Value}", _ => new(() => OpenAsync(host, path, token, cancellation))).Value;
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
        foreach (var pace in _paces.Values.Where(pace => pace.IsValueCreated))
            pace.Value.Dispose();
    }

    private async Task<ForgeSession> OpenAsync(ForgeHost host, string path, ForgeToken token, CancellationToken cancellation)
    {
        Detail(ForgeMessages.TokenFrom(host.Name, path.Split('/')[0], token.Source));
        if (host.Kind == ForgeKind.GitHub && token.Value.StartsWith("ghs_", StringComparison.Ordinal)
            && Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true")
            Tell(ForgeMessages.AppTokenInActions);

        var headers = host.Kind switch
        {
            ForgeKind.GitHub => GitHubForge.Headers(token.Value),
            ForgeKind.GitLab => GitLabForge.Headers(token.Value),
            _ => GiteaForge.Headers(token.Value),
        };
        // Until the account is known, reads wait with those of nobody.
        var client = new ForgeClient(host, token.Value, headers, Pace(host, ""), Time, Handler?.Invoke());
        _clients.Enqueue(client);
        IForge forge = host.Kind switch
        {
            ForgeKind.GitHub => new GitHubForge(host, client),
            ForgeKind.GitLab => new GitLabForge(host, client),
            _ => new GiteaForge(host, client),
        };
        var account = await forge.AccountAsync(cancellation);
        client.Pace = Pace(host, account);
        return new ForgeSession(forge, account, client.Pace);
    }

    private WritePace Pace(ForgeHost host, string account) => _paces.GetOrAdd(
        Path.Combine(PaceFolder, $"{SafeName.Escape(host.Name)}_{SafeName.Escape(account)}.json"),
        file => new(() => new WritePace(host.Name, file, PaceLimits.For(host, Rate), Time) { WaitsForTheBudget = Waits, Tell = Tell })).Value;
}

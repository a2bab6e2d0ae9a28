using System.Text.RegularExpressions;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Tells from git's words why it failed.</summary>
internal static partial class GitFailure
{
    /// <summary>What may well work a moment later.</summary>
    private static readonly string[] Transient =
    [
        Reasons.RateLimited, Reasons.ServerError, Reasons.ConnectionLost, Reasons.HostUnreachable, Reasons.Timeout,
    ];

    /// <summary>Words of git, of libgit2, of their transports and of servers → reason; the first that occurs counts.</summary>
    private static readonly (string Words, string Reason)[] Table =
    [
        ("stale info", Reasons.LeaseLost),
        ("[rejected]", Reasons.LeaseLost),
        ("remote rejected", Reasons.PushRefused),
        ("hook declined", Reasons.PushRefused),
        ("receiving end does not support push options", Reasons.PushRefused),
        ("service not enabled", Reasons.PushRefused),
        ("Remote branch", Reasons.BranchNotFound),
        ("couldn't find remote ref", Reasons.BranchNotFound),
        ("no such remote ref", Reasons.BranchNotFound),
        ("unadvertised object", Reasons.BranchNotFound),
        ("not our ref", Reasons.BranchNotFound),
        ("dubious ownership", Reasons.UnsafeRepository),
        ("unsafe repository", Reasons.UnsafeRepository),
        ("returned error: 429", Reasons.RateLimited),
        ("status code: 429", Reasons.RateLimited),
        ("returned error: 5", Reasons.ServerError),
        ("status code: 5", Reasons.ServerError),
        ("Authentication failed", Reasons.AuthenticationRefused),
        ("could not read Username", Reasons.AuthenticationRefused),
        ("could not read Password", Reasons.AuthenticationRefused),
        ("Permission denied", Reasons.AuthenticationRefused),
        ("The requested URL returned error: 401", Reasons.AuthenticationRefused),
        ("The requested URL returned error: 403", Reasons.AuthenticationRefused),
        ("status code: 403", Reasons.AuthenticationRefused),
        ("authentication required", Reasons.AuthenticationRefused),
        ("authentication replays", Reasons.AuthenticationRefused),
        ("Host key verification failed", Reasons.AuthenticationRefused),
        ("Operation too slow", Reasons.Timeout),
        ("early EOF", Reasons.ConnectionLost),
        ("unexpected disconnect", Reasons.ConnectionLost),
        ("hung up unexpectedly", Reasons.ConnectionLost),
        ("Connection reset", Reasons.ConnectionLost),
        ("Empty reply from server", Reasons.ConnectionLost),
        ("RPC failed", Reasons.ConnectionLost),
        ("transfer closed", Reasons.ConnectionLost),
        ("Broken pipe", Reasons.ConnectionLost),
        ("kex_exchange_identification", Reasons.ConnectionLost),
        ("Connection closed by", Reasons.ConnectionLost),
        ("early end of", Reasons.ConnectionLost),
        ("unexpected EOF", Reasons.ConnectionLost),
        ("fsck error", Reasons.MalformedRepository),
        ("index-pack failed", Reasons.MalformedRepository),
        ("bad object", Reasons.MalformedRepository),
        ("Could not resolve host", Reasons.HostUnreachable),
        ("Could not resolve hostname", Reasons.HostUnreachable),
        ("unable to look up", Reasons.HostUnreachable),
        ("Connection refused", Reasons.HostUnreachable),
        ("Failed to connect", Reasons.HostUnreachable),
        ("Couldn't connect", Reasons.HostUnreachable),
        ("Connection timed out", Reasons.HostUnreachable),
        ("Network is unreachable", Reasons.HostUnreachable),
        ("No route to host", Reasons.HostUnreachable),
        ("unable to connect", Reasons.HostUnreachable),
        ("failed to resolve address", Reasons.HostUnreachable),
        ("not found", Reasons.RepositoryNotFound),
        ("does not exist", Reasons.RepositoryNotFound),
        ("does not appear to be a git repository", Reasons.RepositoryNotFound),
        ("no such repository", Reasons.RepositoryNotFound),
        ("failed to resolve path", Reasons.RepositoryNotFound),
        ("status code: 404", Reasons.RepositoryNotFound),
        ("access denied or repository not exported", Reasons.RepositoryNotFound),
    ];

    /// <summary>The exception for what git wrote to standard error.</summary>
    public static RepositoryException Classify(GitWords words) => Classify(words.Text, words.RetryAfter);

    /// <summary>The exception for somebody's words.</summary>
    /// <param name="words">Words of git or of libgit2.</param>
    /// <param name="retryAfter">How long the host asks to be left alone.</param>
    public static RepositoryException Classify(string words, TimeSpan? retryAfter = null)
    {
        var reason = Array.Find(Table, entry => words.Contains(entry.Words, StringComparison.OrdinalIgnoreCase)).Reason ?? Reasons.GitFailed;
        return new RepositoryException(reason, Messages.GitFailed(reason, Readable(words)))
        {
            IsTransient = Transient.Contains(reason, StringComparer.Ordinal),
            RetryAfter = retryAfter,
        };
    }

    public static RepositoryException Missing() => new(Reasons.GitMissing, Messages.GitMissing);

    /// <summary>Git's words on one line, without control characters and without passwords.</summary>
    public static string Readable(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.StartsWith("Cloning into", StringComparison.Ordinal));
        var text = Secret().Replace(string.Join(' ', lines), "//");
        return new string([.. text.Where(character => !char.IsControl(character))]);
    }

    [GeneratedRegex("//[^/@ ]*@", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Secret();
}

using System.Text.RegularExpressions;
using ManifestMigrator.Migration;

namespace ManifestMigrator.Git;

/// <summary>Tells from git's words why it failed.</summary>
internal static partial class GitFailure
{
    /// <summary>Words of git, of its transports and of servers → reason; the first that occurs counts.</summary>
    private static readonly (string Words, string Reason)[] Table =
    [
        ("Remote branch", Reasons.BranchNotFound),
        ("couldn't find remote ref", Reasons.BranchNotFound),
        ("no such remote ref", Reasons.BranchNotFound),
        ("unadvertised object", Reasons.BranchNotFound),
        ("not our ref", Reasons.BranchNotFound),
        ("dubious ownership", Reasons.UnsafeRepository),
        ("unsafe repository", Reasons.UnsafeRepository),
        ("Authentication failed", Reasons.AuthenticationRefused),
        ("could not read Username", Reasons.AuthenticationRefused),
        ("could not read Password", Reasons.AuthenticationRefused),
        ("Permission denied", Reasons.AuthenticationRefused),
        ("The requested URL returned error: 401", Reasons.AuthenticationRefused),
        ("The requested URL returned error: 403", Reasons.AuthenticationRefused),
        ("Host key verification failed", Reasons.AuthenticationRefused),
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
        ("Operation too slow", Reasons.Timeout),
        ("not found", Reasons.RepositoryNotFound),
        ("does not exist", Reasons.RepositoryNotFound),
        ("does not appear to be a git repository", Reasons.RepositoryNotFound),
        ("no such repository", Reasons.RepositoryNotFound),
        ("access denied or repository not exported", Reasons.RepositoryNotFound),
    ];

    /// <summary>The exception for what git wrote to standard error.</summary>
    public static GitException Of(string errors)
    {
        var reason = Array.Find(Table, entry => errors.Contains(entry.Words, StringComparison.OrdinalIgnoreCase)).Reason ?? Reasons.GitFailed;
        return new GitException(reason, Messages.GitFailed(reason, Readable(errors)));
    }

    public static GitException Missing() => new(Reasons.GitMissing, Messages.GitMissing);

    /// <summary>Git's words on one line, without control characters and without passwords.</summary>
    private static string Readable(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.StartsWith("Cloning into", StringComparison.Ordinal));
        var text = Secret().Replace(string.Join(' ', lines), "//");
        return new string([.. text.Where(character => !char.IsControl(character))]);
    }

    [GeneratedRegex("//[^/@ ]*@", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Secret();
}

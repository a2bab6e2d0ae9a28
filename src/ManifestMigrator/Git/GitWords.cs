using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>What git writes to standard error: words for people, and the headers of HTTP answers, which <c>GIT_TRACE_CURL</c> adds.</summary>
/// <remarks>They may be read while git, or a program that has outlived it, still writes.</remarks>
internal sealed partial class GitWords
{
    private const int MaximumLength = 4000;

    private readonly StringBuilder _text = new();

    /// <summary>The words for people so far, without the headers.</summary>
    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    /// <summary>How long the host asks to be left alone; <see langword="null"/> when it does not.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>The address that the host redirected us to; <see langword="null"/> when it answered itself.</summary>
    public string? RedirectedTo { get; private set; }

    /// <summary>Reads everything, so that git never waits for us, and keeps the beginning, also of a line without an end.</summary>
    public async Task ReadAsync(TextReader reader)
    {
        var part = new char[1024];
        var line = new StringBuilder();
        while (await reader.ReadAsync(part) is > 0 and var count)
        {
            Add(part.AsSpan(0, count), line);
        }
        Add(line.ToString());
    }

    private void Add(ReadOnlySpan<char> part, StringBuilder line)
    {
        foreach (var character in part)
        {
            if (character is '\n' or '\r')
            {
                Add(line.ToString());
                line.Clear();
            }
            else if (line.Length < MaximumLength)
            {
                line.Append(character);
            }
        }
    }

    private void Add(string line)
    {
        if (Redirection().Match(line) is { Success: true } redirection)
            RedirectedTo = GitFailure.Readable(redirection.Groups["url"].Value).TrimEnd('/');
        else if (!Trace().IsMatch(line))
            Keep(line);
        else if (RetryAfterHeader().Match(line) is { Success: true } header)
            RetryAfter = Pause(header.Groups["value"].Value);
    }

    private void Keep(string line)
    {
        lock (_text)
        {
            if (line.Length > 0 && _text.Length < MaximumLength)
                _text.Append(line).Append('\n');
        }
    }

    /// <summary>Seconds, or a date (RFC 9110, 10.2.3).</summary>
    private static TimeSpan? Pause(string value)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > DateTimeOffset.UtcNow
            ? date - DateTimeOffset.UtcNow
            : null;
    }

    [GeneratedRegex(@"^[\d:.]{8,} (http|trace)\.c:\d+ ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Trace();

    [GeneratedRegex("<= Recv header: retry-after: *(?<value>.+?) *$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex RetryAfterHeader();

    [GeneratedRegex("^warning: redirecting to (?<url>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Redirection();
}

/// <summary>Tells from git's words why it failed.</summary>
internal static partial class GitFailure
{
    /// <summary>What may well work a moment later.</summary>
    private static readonly string[] Transient =
    [
        Reasons.RateLimited, Reasons.ServerError, Reasons.ConnectionLost, Reasons.HostUnreachable, Reasons.Timeout,
    ];

    /// <summary>Words of git, of ssh and curl, and of servers → reason; the first that occurs counts.</summary>
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
        ("returned error: 5", Reasons.ServerError),
        ("code 407 from proxy", Reasons.AuthenticationRefused),
        ("CONNECT tunnel failed, response 407", Reasons.AuthenticationRefused),
        ("from proxy after CONNECT", Reasons.HostUnreachable),
        ("CONNECT tunnel failed", Reasons.HostUnreachable),
        ("Could not resolve proxy", Reasons.HostUnreachable),
        ("Authentication failed", Reasons.AuthenticationRefused),
        ("Host key verification failed", Reasons.AuthenticationRefused),
        ("Permission denied", Reasons.AuthenticationRefused),
        ("could not read Username", Reasons.AuthenticationRefused),
        ("could not read Password", Reasons.AuthenticationRefused),
        ("The requested URL returned error: 401", Reasons.AuthenticationRefused),
        ("The requested URL returned error: 403", Reasons.AuthenticationRefused),
        ("The requested URL returned error: 3", Reasons.AuthenticationRefused),
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
        ("not found", Reasons.RepositoryNotFound),
        ("does not exist", Reasons.RepositoryNotFound),
        ("does not appear to be a git repository", Reasons.RepositoryNotFound),
        ("no such repository", Reasons.RepositoryNotFound),
        ("access denied or repository not exported", Reasons.RepositoryNotFound),
    ];

    /// <summary>The exception for what git wrote to standard error.</summary>
    public static RepositoryException Classify(GitWords words)
    {
        var text = words.Text;
        var reason = Array.Find(Table, entry => text.Contains(entry.Words, StringComparison.OrdinalIgnoreCase)).Reason ?? Reasons.GitFailed;
        return new RepositoryException(reason, Messages.GitFailed(reason, Readable(text)))
        {
            IsTransient = Transient.Contains(reason, StringComparer.Ordinal),
            RetryAfter = words.RetryAfter,
        };
    }

    /// <summary>Git's words on one line, without passwords and without characters that are not seen or that move others.</summary>
    public static string Readable(string words)
    {
        var lines = words
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith("Cloning into", StringComparison.Ordinal));
        return string.Concat(Secret().Replace(string.Join(' ', lines), "//").EnumerateRunes().Where(IsVisible));
    }

    private static bool IsVisible(Rune character) => Rune.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    [GeneratedRegex("//[^/@ ]*@", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Secret();
}

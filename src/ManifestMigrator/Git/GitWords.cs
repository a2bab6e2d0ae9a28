using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ManifestMigrator.Git;

/// <summary>What git writes to standard error: words for people, and the headers of HTTP answers, which <c>GIT_TRACE_CURL</c> adds.</summary>
internal sealed partial class GitWords
{
    private const int MaximumLength = 4000;

    private readonly StringBuilder _text = new();

    /// <summary>The words for people, without the headers.</summary>
    public string Text => _text.ToString();

    /// <summary>How long the host asks to be left alone; <see langword="null"/> when it does not.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>The address that the host sent us to; <see langword="null"/> when it answered itself.</summary>
    public string? RedirectedTo { get; private set; }

    /// <summary>Reads everything, so that git never waits for us, and keeps the beginning.</summary>
    public static async Task<GitWords> ReadAsync(TextReader reader)
    {
        var words = new GitWords();
        while (await reader.ReadLineAsync() is { } line)
            words.Add(line);
        return words;
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
        if (_text.Length < MaximumLength)
            _text.AppendLine(line);
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

using System.Globalization;
using System.Text;

namespace ManifestMigrator.Git;

/// <summary>What git may do in repositories of other people: fetch, and nothing else. Each setting answers an attack that works without it.</summary>
/// <param name="allowsFiles">Whether repositories on this machine may be read; only for sources that were given as paths.</param>
/// <param name="credentials">The address and the <c>user:password</c> that go with it; they reach git by its environment alone.</param>
internal sealed class GitSettings(bool allowsFiles, (string Url, string UserAndPassword)? credentials = null)
{
    /// <summary>For repositories that we made ourselves.</summary>
    public static GitSettings Own { get; } = new(allowsFiles: true);

    /// <summary>Variables of a surrounding git that would lead it to another repository (<c>git rev-parse --local-env-vars</c>, and templates).</summary>
    private static readonly string[] Inherited =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX",
        "GIT_SHALLOW_FILE", "GIT_COMMON_DIR", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE", "GIT_TEMPLATE_DIR", "GIT_EXTERNAL_DIFF",
    ];

    public IReadOnlyList<string> Arguments { get; } =
    [
        "-c", "core.hooksPath=/dev/null",
        "-c", "core.askPass=",
        "-c", "core.fsmonitor=false",
        "-c", "fetch.unpackLimit=1",
        "-c", "fetch.fsckObjects=true",
        "-c", "core.bigFileThreshold=16m",
        "-c", "http.followRedirects=initial",
        "-c", "http.lowSpeedLimit=1",
        "-c", "http.lowSpeedTime=30",
        "-c", "gc.auto=0",
        "-c", "submodule.recurse=false",
        "-c", "protocol.version=2",
    ];

    /// <summary>The index file to work on; <see langword="null"/> for the repository's own.</summary>
    public string? IndexFile { get; init; }

    /// <summary>Author, committer and the date of both, as git writes it.</summary>
    public (Person Author, Person Committer, string Date)? Identities { get; init; }

    public void ApplyTo(IDictionary<string, string?> environment)
    {
        foreach (var name in Inherited)
            environment.Remove(name);

        environment["LC_ALL"] = "C";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_ASKPASS"] = "";
        environment["SSH_ASKPASS"] = "";
        environment["GIT_TRACE_CURL"] = "1";
        environment["GIT_TRACE_CURL_NO_DATA"] = "1";
        environment["GIT_TRACE_REDACT"] = "1";
        environment["GIT_ALLOW_PROTOCOL"] = allowsFiles ? "https:http:ssh:git:file" : "https:http:ssh:git";
        if (!environment.ContainsKey("GIT_SSH_COMMAND") && !environment.ContainsKey("GIT_SSH"))
            environment["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes";
        if (IndexFile is not null)
            environment["GIT_INDEX_FILE"] = IndexFile;
        if (Identities is var (author, committer, date))
        {
            (environment["GIT_AUTHOR_NAME"], environment["GIT_AUTHOR_EMAIL"], environment["GIT_AUTHOR_DATE"]) = (author.Name, author.Email, date);
            (environment["GIT_COMMITTER_NAME"], environment["GIT_COMMITTER_EMAIL"], environment["GIT_COMMITTER_DATE"]) = (committer.Name, committer.Email, date);
        }
        if (credentials is var (url, userAndPassword))
            AddConfiguration(environment, $"http.{url}.extraHeader", $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword))}");
    }

    /// <summary>Adds a setting behind those the user has put into the environment.</summary>
    private static void AddConfiguration(IDictionary<string, string?> environment, string key, string value)
    {
        environment.TryGetValue("GIT_CONFIG_COUNT", out var text);
        var count = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{count}")] = key;
        environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{count}")] = value;
        environment["GIT_CONFIG_COUNT"] = (count + 1).ToString(CultureInfo.InvariantCulture);
    }
}

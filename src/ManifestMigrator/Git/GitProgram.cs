using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Starts the git program, in one of two ways: to ask about a repository on this machine, or to talk to a remote.</summary>
/// <remarks>
/// The repositories are other people's, and so is the configuration in them. Arguments are a list and never a line for a shell. What each
/// setting is for was tried: without it, the attack works.
/// </remarks>
internal static partial class GitProgram
{
    /// <summary>The oldest git that has all options we use: <c>fetch --no-write-fetch-head</c> and <c>--no-auto-maintenance</c> came with it.</summary>
    private static readonly Version Needed = new(2, 29);

    /// <summary>How long we listen for last words when git has ended, but a program that it started keeps its standard error open.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private static readonly Lazy<Task<string>> Program = new(FindProgramAsync);

    private static readonly Lazy<Task<IReadOnlyList<(string Key, string Value)>>> Configuration = new(ReadConfigurationAsync);

    /// <summary>
    /// How long git may think about a repository on this machine: what its configuration names may be a pipe, or on a disk that does not
    /// answer. It is far more than any answer takes.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Bytes that a list of references may have, and whatever else a remote lets git say: room for some hundred thousand.</summary>
    public const long LongestTalk = 16 * 1024 * 1024;

    /// <summary>Variables of a surrounding git that would lead it to another repository, as <c>git rev-parse --local-env-vars</c> has them, or run programs.</summary>
    private static readonly string[] Inherited =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX",
        "GIT_SHALLOW_FILE", "GIT_COMMON_DIR", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE", "GIT_TEMPLATE_DIR", "GIT_EXTERNAL_DIFF",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    ];

    /// <summary>Paths that the user may have given relative to the current folder, in which git is not started.</summary>
    private static readonly string[] Paths = ["HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSL_CERT", "GIT_SSL_KEY"];

    private static readonly string[] Settings =
    [
        "--no-pager",
        "-c", "core.hooksPath=/dev/null",
        "-c", "core.fsmonitor=false",
        "-c", "core.askPass=",
        "-c", "core.bigFileThreshold=16m",
        // Git for Windows alone knows it: without it paths end at 260 characters.
        "-c", "core.longpaths=true",
        "-c", "gc.auto=0",
        "-c", "submodule.recurse=false",
    ];

    private static readonly string[] RemoteSettings =
    [
        "-c", "fetch.unpackLimit=1",
        "-c", "fetch.fsckObjects=true",
        "-c", "http.followRedirects=initial",
        "-c", "http.lowSpeedLimit=1",
        "-c", "http.lowSpeedTime=30",
        "-c", "protocol.version=2",
    ];

    /// <summary>The user's configuration, asked once: names as <c>git config --list</c> prints them, with their values.</summary>
    /// <exception cref="RepositoryException">There is no usable git, or it cannot read its configuration.</exception>
    public static Task<IReadOnlyList<(string Key, string Value)>> ConfigurationAsync() => Configuration.Value;

    /// <summary>Name of the branch that the user's git makes first in a new repository.</summary>
    public static async Task<string> DefaultBranchAsync() =>
        (await ConfigurationAsync()).LastOrDefault(setting => setting is { Key: "init.defaultbranch", Value.Length: > 0 }).Value ?? "master";

    /// <summary>Why git cannot be used; <see langword="null"/> when it can.</summary>
    public static async Task<string?> ProblemAsync()
    {
        try
        {
            await Program.Value;
            return null;
        }
        catch (RepositoryException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Asks about a repository on this machine, or writes objects into one. No protocol is allowed: none of its commands can run.</summary>
    /// <param name="folder">Full path of the repository, in which git is started; <see langword="null"/> where the question is about none.</param>
    /// <param name="arguments">The subcommand and what follows it.</param>
    /// <param name="cancellation">Ends the process and everything it started.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="environment">Variables beside ours.</param>
    /// <exception cref="RepositoryException">There is no usable git, or it ended with an error.</exception>
    public static async Task<GitOutput> AskAsync(
        string? folder,
        IReadOnlyList<string> arguments,
        CancellationToken cancellation,
        byte[]? input = null,
        IReadOnlyDictionary<string, string>? environment = null) =>
        Successful(await QuestionAsync(folder, arguments, cancellation, input, environment));

    /// <summary>Lets git read something into a repository on this machine while it comes, by a command that starts no other program.</summary>
    /// <param name="folder">Full path of the repository, in which git is started.</param>
    /// <param name="arguments">The subcommand and what follows it.</param>
    /// <param name="input">What it reads from standard input; what it throws ends the process.</param>
    /// <param name="cancellation">Ends the process and everything it started.</param>
    /// <exception cref="RepositoryException">There is no usable git, it ended with an error, or before it had read everything.</exception>
    public static async Task<GitOutput> FeedAsync(
        string folder, IReadOnlyList<string> arguments, IAsyncEnumerable<ReadOnlyMemory<byte>> input, CancellationToken cancellation)
    {
        var start = Programs.Prepare(await Program.Value, [.. Settings, "--no-optional-locks", .. arguments], isAlone: true);
        SetUp(start, folder);
        start.Environment["GIT_ALLOW_PROTOCOL"] = "";
        var output = Successful(await RunAsync(start, input, new Dictionary<string, string>(StringComparer.Ordinal), cancellation));
        return output.HasReadAll ? output : throw new RepositoryException(Reasons.GitFailed, Messages.GitEndedEarly);
    }

    /// <summary>
    /// The answer to a question about a repository on this machine; <see langword="null"/> where git has none, which its exit code 1 says. All
    /// others are failures, as with a configuration that it cannot read.
    /// </summary>
    /// <inheritdoc cref="AskAsync"/>
    public static async Task<string?> FindAsync(string? folder, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var answer = await QuestionAsync(folder, arguments, cancellation);
        return answer.ExitCode == 1 ? null : Successful(answer).Text.Trim();
    }

    /// <summary>Talks to a remote. The user's own configuration counts; that of a repository one happens to stand in does not.</summary>
    /// <param name="arguments">The subcommand and what follows it; our own bare repository is named in them.</param>
    /// <param name="protocols">What may be spoken, as <c>GIT_ALLOW_PROTOCOL</c> has it.</param>
    /// <param name="environment">Variables beside ours.</param>
    /// <param name="cancellation">Ends the process and everything it started.</param>
    /// <exception cref="RepositoryException">There is no usable git, or it ended with an error.</exception>
    public static async Task<GitOutput> TalkAsync(
        IReadOnlyList<string> arguments, string protocols, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var start = Programs.Prepare(await Program.Value, [.. Settings, .. RemoteSettings, .. arguments]);
        SetUp(start, ScratchFolder.Empty);
        start.Environment["GIT_ALLOW_PROTOCOL"] = protocols;
        start.Environment["GIT_TRACE_CURL"] = "1";
        start.Environment["GIT_TRACE_CURL_NO_DATA"] = "1";
        start.Environment["GIT_TRACE_REDACT"] = "1";
        return Successful(await RunAsync(start, input: null, environment, cancellation, LongestTalk));
    }

    /// <summary>
    /// What serves a repository on this machine to us, as a line for a shell: git's own program, without the hooks and other commands
    /// of that repository, which a push or a fetch would run in it.
    /// </summary>
    /// <param name="service"><c>upload-pack</c> or <c>receive-pack</c>.</param>
    public static async Task<string> ServeAsync(string service) =>
        $"GIT_ALLOW_PROTOCOL= GIT_NO_LAZY_FETCH=1 {Quote(await Program.Value)} -c core.hooksPath=/dev/null -c core.fsmonitor=false"
        + $" -c core.alternateRefsCommand=true -c receive.denyCurrentBranch=refuse -c gc.auto=0 {service}";

    /// <summary>A text as one word of a shell.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static async Task<string> FindProgramAsync()
    {
        var program = Programs.Find("git") ?? throw new RepositoryException(Reasons.GitMissing, Messages.GitMissing);
        var start = Programs.Prepare(program, ["--version"]);
        SetUp(start, ScratchFolder.Empty);
        var answer = Successful(await RunPatientlyAsync(start, input: null, new Dictionary<string, string>(StringComparer.Ordinal), CancellationToken.None)).Text;
        if (VersionNumber().Match(answer) is not { Success: true } version)
            throw new RepositoryException(Reasons.GitMissing, Messages.GitUnusable(program, GitFailure.Readable(answer)));
        if (Version.Parse(version.Value) < Needed)
            throw new RepositoryException(Reasons.GitMissing, Messages.GitTooOld(program, version.Value, Needed.ToString()));
        return program;
    }

    private static async Task<IReadOnlyList<(string Key, string Value)>> ReadConfigurationAsync()
    {
        var listed = await AskAsync(folder: null, ["config", "--list", "-z", "--includes"], CancellationToken.None);
        return
        [
            .. listed.Text
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(entry => entry.Split('\n', 2))
                .Select(parts => (parts[0], parts.ElementAtOrDefault(1) ?? "")),
        ];
    }

    private static void SetUp(ProcessStartInfo start, string folder)
    {
        start.WorkingDirectory = folder;
        start.StandardErrorEncoding = Encoding.UTF8;
        var environment = start.Environment;
        foreach (var name in Inherited)
            environment.Remove(name);
        foreach (var name in Paths.Where(environment.ContainsKey).Where(name => environment[name] is { Length: > 0 }))
            environment[name] = Path.GetFullPath(environment[name]!);
        if (environment.TryGetValue("GIT_EXEC_PATH", out var programs) && !Path.IsPathFullyQualified(programs ?? ""))
            environment.Remove("GIT_EXEC_PATH");

        // Git looks for a repository in the folder that it is started in, and in none above it.
        var real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;
        environment["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(real));
        environment["GIT_NO_LAZY_FETCH"] = "1";
        environment["LC_ALL"] = "C";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GCM_INTERACTIVE"] = "never";
        environment["GIT_ASKPASS"] = "";
        environment["SSH_ASKPASS"] = Programs.Find("false") ?? "";
        environment["SSH_ASKPASS_REQUIRE"] = "force";
    }

    private static async Task<GitOutput> QuestionAsync(
        string? folder,
        IReadOnlyList<string> arguments,
        CancellationToken cancellation,
        byte[]? input = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = Programs.Prepare(await Program.Value, [.. Settings, "--no-optional-locks", "--no-replace-objects", .. arguments]);
        SetUp(start, folder ?? ScratchFolder.Empty);
        start.Environment["GIT_ALLOW_PROTOCOL"] = "";
        return await RunPatientlyAsync(start, input, environment ?? new Dictionary<string, string>(StringComparer.Ordinal), cancellation);
    }

    /// <exception cref="RepositoryException">It ended with an error.</exception>
    private static GitOutput Successful(GitOutput output) => output.ExitCode == 0 ? output : throw GitFailure.Classify(output.Words);

    /// <exception cref="RepositoryException">It gave no answer in time.</exception>
    private static async Task<GitOutput> RunPatientlyAsync(
        ProcessStartInfo start, byte[]? input, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        try
        {
            var parts = input is null ? null : new ReadOnlyMemory<byte>[] { input }.ToAsyncEnumerable();
            return await RunAsync(start, parts, environment, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RepositoryException(Reasons.Timeout, Messages.GitIsSilent(Patience));
        }
    }

    private static async Task<GitOutput> RunAsync(
        ProcessStartInfo start,
        IAsyncEnumerable<ReadOnlyMemory<byte>>? input,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellation,
        long limit = long.MaxValue)
    {
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Start(start);
        var words = new GitWords();
        var reading = ReadAsync(process.StandardOutput.BaseStream, limit);
        var listening = words.ReadAsync(process.StandardError);
        bool hasReadAll;
        byte[] output;
        try
        {
            hasReadAll = await WriteAsync(process, input).WaitAsync(cancellation);
            // What is too long is known before git has written all of it.
            await Task.WhenAny(reading, process.WaitForExitAsync(cancellation));
            output = await reading.WaitAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            await Task.WhenAny(listening, Task.Delay(LastWords, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
        catch
        {
            await Programs.EndAsync(process);
            throw;
        }
        return new GitOutput(process.ExitCode, output, words, hasReadAll);
    }

    /// <exception cref="RepositoryException">It is longer than it may be.</exception>
    private static async Task<byte[]> ReadAsync(Stream stream, long limit)
    {
        using var output = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(32 * 1024);
        for (var count = -1; count != 0 && output.Length <= limit;)
        {
            count = await stream.ReadAsync(buffer);
            output.Write(buffer, 0, count);
        }
        ArrayPool<byte>.Shared.Return(buffer);
        return output.Length <= limit ? output.ToArray() : throw new RepositoryException(Reasons.RepositoryTooLarge, Messages.GitSaysTooMuch(limit));
    }

    /// <returns>Whether git has taken everything.</returns>
    private static async Task<bool> WriteAsync(Process process, IAsyncEnumerable<ReadOnlyMemory<byte>>? input)
    {
        await foreach (var part in input ?? AsyncEnumerable.Empty<ReadOnlyMemory<byte>>())
        {
            if (!await WriteAsync(process, part))
                return false;
        }
        Close(process);
        return true;
    }

    /// <returns>Whether git goes on reading. If it ended before it had read everything, its exit code and its own words say why.</returns>
    private static async Task<bool> WriteAsync(Process process, ReadOnlyMemory<byte> part)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(part);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Close(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended, and its exit code says why.
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Programs.Start(start);
        }
        catch (Win32Exception exception)
        {
            throw new RepositoryException(Reasons.GitMissing, Messages.GitUnusable(start.FileName, exception.Message));
        }
    }

    [GeneratedRegex(@"(?<=^git version )\d+\.\d+(\.\d+)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionNumber();
}

/// <summary>How git ended, and what it has said.</summary>
/// <param name="ExitCode">0 when it did its work; 1 where it was asked for something that is not there.</param>
/// <param name="Bytes">Standard output.</param>
/// <param name="Words">Standard error.</param>
/// <param name="HasReadAll">Whether it took all of its input before it ended.</param>
internal sealed record GitOutput(int ExitCode, byte[] Bytes, GitWords Words, bool HasReadAll)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
}

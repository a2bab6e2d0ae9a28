using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ManifestMigrator.Disk;

/// <summary>Finds and starts programs: the only file that does.</summary>
/// <remarks>
/// .NET looks for a bare name in its own and in the current folder before the PATH, and an empty or relative entry of the PATH means the
/// current folder too. That folder is often a repository of somebody else, and <c>npm run</c> puts <c>node_modules/.bin</c> of it first. So
/// programs are looked for only in absolute entries outside of it, and what we start looks for its own programs and libraries there too.
/// </remarks>
internal static class Programs
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const int Kill = 9;

    private static readonly ConcurrentDictionary<string, string?> Found = new(StringComparer.Ordinal);

    private static readonly Lazy<string?> CurrentRepository = new(FindRepository);

    /// <summary>What was started here and is not disposed yet.</summary>
    private static readonly ConcurrentDictionary<Process, int> Running = new();

    /// <summary>Held while a program is started, and for good once all are ended: none is started after that.</summary>
    private static readonly Lock Starting = new();

    /// <summary>Where the loader looks for libraries; here too an empty or relative entry means the current folder.</summary>
    private static readonly string[] LibraryPaths = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"];

    /// <summary>
    /// Starts a program in a session of its own, so that neither it nor its children have a terminal to ask on: <c>setsid</c>, or <c>perl</c>
    /// where there is none, as on macOS. Empty on Windows, where programs are started without a console.
    /// </summary>
    private static readonly Lazy<IReadOnlyList<string>> Session = new(FindSession);

    /// <summary>The entries of the PATH that count.</summary>
    public static string SearchPath { get; } = TrustedEntries(Environment.GetEnvironmentVariable("PATH") ?? "");

    /// <summary>Absolute path of a program; <see langword="null"/> when the PATH has none.</summary>
    public static string? Find(string name) => Found.GetOrAdd(name, static name => Find(name, SearchPath));

    /// <param name="name">Name of the program, without folder and without <c>.exe</c>.</param>
    /// <param name="searchPath">Entries as of PATH; those that are not absolute, or lie in the repository we stand in, are passed over.</param>
    public static string? Find(string name, string searchPath)
    {
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        return TrustedEntries(searchPath)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(IsProgram);
    }

    /// <summary>A program to be started without a shell and without a terminal, with its standard streams redirected.</summary>
    /// <param name="program">Absolute path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="isAlone">Whether it never asks anything and starts no other program: then it needs no session of its own.</param>
    /// <exception cref="RepositoryException">It could ask on our terminal.</exception>
    public static ProcessStartInfo Prepare(string program, IEnumerable<string> arguments, bool isAlone = false)
    {
        string[] command = [.. isAlone ? [] : Session.Value, program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]);
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        // A GnuPG that a credential helper starts would ask there, whatever session it is in.
        start.Environment.Remove("GPG_TTY");
        SetPaths(start);
        return start;
    }

    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static Process Start(ProcessStartInfo prepared)
    {
        lock (Starting)
        {
            var process = new StartedProcess { StartInfo = prepared };
            process.Start();
            Running[process] = process.Id;
            return process;
        }
    }

    /// <summary>Ends all that were started here, at once, because we end; none is started after that.</summary>
    public static void EndAll()
    {
        // A start that hangs must not keep us from ending.
        _ = Starting.TryEnter(TimeSpan.FromSeconds(1));
        foreach (var (process, id) in Running)
            End(process, id);
    }

    /// <summary>Runs a program that was prepared here to its end; it gets no input.</summary>
    /// <param name="prepared">The program.</param>
    /// <param name="cancellation">Ends it and everything it started.</param>
    /// <returns>What it wrote to standard output; <see langword="null"/> when it ended with an error.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static async Task<string?> RunAsync(ProcessStartInfo prepared, CancellationToken cancellation)
    {
        using var process = Start(prepared);
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await errors;
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? output : null;
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            throw;
        }
    }

    /// <summary>Ends a program that was prepared here, and everything it started, even what has outlived it.</summary>
    public static async Task EndAsync(Process process)
    {
        End(process, process.Id);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Where a program has a process group of its own, all of it is killed in one call. .NET stops each process of a tree before it kills it,
    /// and what it has stopped when we end stays stopped.
    /// </summary>
    private static void End(Process process, int group)
    {
        if (HasGroup)
            _ = SendSignal(-group, Kill);
        try
        {
            // The program itself may be so young that it has no group of its own yet.
            if (!process.HasExited)
                process.Kill(entireProcessTree: !HasGroup);
        }
        catch (InvalidOperationException)
        {
            // It has just ended, and was disposed.
        }
    }

    /// <summary>Starts a program that goes on when we and the terminal are gone; nobody hears what it says.</summary>
    /// <param name="program">Absolute path.</param>
    /// <param name="argument">Its only argument.</param>
    /// <returns>Whether it was started.</returns>
    public static bool StartDetached(string program, string argument)
    {
        if (Find("sh") is not { } shell)
            return false;
        var start = new ProcessStartInfo(shell, ["-c", "trap '' HUP; \"$1\" \"$2\" </dev/null >/dev/null 2>&1 &", "sh", program, argument])
        {
            UseShellExecute = false,
        };
        SetPaths(start);
        using var process = Start(start);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>Lets Windows open a file as a double click does.</summary>
    public static void OpenOnWindows(string file) => Process.Start(new ProcessStartInfo(file) { UseShellExecute = true })?.Dispose();

    /// <summary>Whether a file can be started.</summary>
    public static bool IsProgram(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Execute) != UnixFileMode.None);

    /// <summary>Whether what we start leads a process group of its own.</summary>
    private static bool HasGroup => Session.IsValueCreated && Session.Value.Count > 0;

    private static IReadOnlyList<string> FindSession()
    {
        if (OperatingSystem.IsWindows())
            return [];
        if (Find("setsid") is { } setsid)
            return [setsid];
        if (Find("perl") is { } perl)
            return [perl, "-MPOSIX=setsid", "-e", "setsid(); exec { $ARGV[0] } @ARGV or die qq($ARGV[0]: $!\n)"];
        return HasTerminal() ? throw new RepositoryException(Plans.Reasons.GitMissing, DiskMessages.NoSession) : [];
    }

    private static bool HasTerminal()
    {
        try
        {
            new FileStream("/dev/tty", FileMode.Open, FileAccess.Read, FileShare.ReadWrite).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void SetPaths(ProcessStartInfo start)
    {
        start.Environment["PATH"] = SearchPath;
        foreach (var name in LibraryPaths.Where(start.Environment.ContainsKey))
            start.Environment[name] = TrustedEntries(start.Environment[name] ?? "");
    }

    private static string TrustedEntries(string searchPath)
    {
        var repository = CurrentRepository.Value;
        return string.Join(Path.PathSeparator, searchPath.Split(Path.PathSeparator).Where(entry => Path.IsPathFullyQualified(entry) && !IsHere(entry, repository)));
    }

    /// <summary>Whether an entry is the current folder, or lies in the repository around it.</summary>
    private static bool IsHere(string entry, string? repository)
    {
        entry = Path.TrimEndingDirectorySeparator(Path.GetFullPath(entry));
        return entry == Environment.CurrentDirectory || entry == repository
            || (repository is not null && entry.StartsWith(repository + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

    /// <summary>
    /// The work tree or the npm package that we stand in; <see langword="null"/> for none. A home folder is none, though people keep theirs in git.
    /// </summary>
    private static string? FindRepository()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string? found = null;
        for (var folder = Environment.CurrentDirectory; folder is not null && folder != home; folder = Path.GetDirectoryName(folder))
        {
            if (Path.GetDirectoryName(folder) is not null && (Path.Exists(Path.Combine(folder, ".git")) || File.Exists(Path.Combine(folder, "package.json"))))
                found = folder;
        }
        return found;
    }

    /// <summary>A process that is forgotten when it is disposed; the event of its base class is never raised.</summary>
    private sealed class StartedProcess : Process
    {
        protected override void Dispose(bool disposing)
        {
            Running.TryRemove(this, out _);
            base.Dispose(disposing);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}

using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ManifestMigrator.Tests.Fixtures;

/// <summary>A bare repository, made by the real git in one go.</summary>
internal sealed class GitRepository
{
    private static readonly Lazy<(IReadOnlyList<string> Folders, IReadOnlyList<(string Path, byte[] Content)> Files)> Empty = new(() =>
    {
        using var folder = new TemporaryFolder();
        Git(path: null, input: null, "init", "--quiet", "--bare", folder.FullPath);
        return (
            [.. Directory.EnumerateDirectories(folder.FullPath, "*", SearchOption.AllDirectories).Select(each => System.IO.Path.GetRelativePath(folder.FullPath, each))],
            [.. folder.Files().Where(file => !file.EndsWith(".sample", StringComparison.Ordinal)).Select(file => (file, File.ReadAllBytes(folder[file])))]);
    });

    /// <summary>One that is there.</summary>
    public GitRepository(string path) => Path = path;

    public string Path { get; }

    /// <summary>A repository without a commit: a copy of what <c>git init</c> makes, without its examples of hooks.</summary>
    public static GitRepository CreateEmpty(string path, string branch = "main")
    {
        if (!Directory.Exists(System.IO.Path.Combine(path, "objects")))
        {
            var (folders, files) = Empty.Value;
            foreach (var folder in folders)
                Directory.CreateDirectory(System.IO.Path.Combine(path, folder));
            foreach (var (file, content) in files)
                File.WriteAllBytes(System.IO.Path.Combine(path, file), content);
            File.WriteAllText(System.IO.Path.Combine(path, "HEAD"), $"ref: refs/heads/{branch}\n");
        }
        return new GitRepository(path);
    }

    /// <summary>A repository with one commit on its default branch.</summary>
    public static GitRepository Create(string path, params IReadOnlyList<GitFile> files) => CreateEmpty(path).Commit("main", files);

    /// <summary>Adds a commit that holds exactly these files to a branch, after what is there.</summary>
    public GitRepository Commit(string branch, params IReadOnlyList<GitFile> files)
    {
        using var history = new MemoryStream();
        var hasParent = HasBranch(branch);
        Write(history, $"commit refs/heads/{branch}\ncommitter Ada <ada@example.org> 1767225600 +0000\ndata 4\nWork\n");
        Write(history, hasParent ? $"from refs/heads/{branch}^0\ndeleteall\n" : "");
        foreach (var file in files)
        {
            Write(history, string.Create(CultureInfo.InvariantCulture, $"M {file.Mode} inline {file.Path}\ndata {file.Content.Length}\n"));
            history.Write(file.Content);
            Write(history, "\n");
        }
        Git(Path, history.ToArray(), "fast-import", "--quiet");
        return this;
    }

    public GitRepository Tag(string name, string revision)
    {
        Git(Path, input: null, "tag", name, revision);
        return this;
    }

    public string CommitOf(string revision) => Git(Path, input: null, "rev-parse", $"{revision}^{{commit}}").Trim();

    /// <summary>A clone with a work tree.</summary>
    public string CloneTo(string folder)
    {
        Git(path: null, input: null, "clone", "--quiet", Path, folder);
        return folder;
    }

    /// <summary>Runs git in a repository, with no configuration but the repository's own; the test fails with git's words.</summary>
    public static string Git(string? path, byte[]? input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", path is null ? arguments : ["-C", path, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1" },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.Result}");
    }

    private bool HasBranch(string name) =>
        File.Exists(System.IO.Path.Combine(Path, "refs", "heads", name))
        || ((File.Exists(System.IO.Path.Combine(Path, "packed-refs")) || !Directory.Exists(System.IO.Path.Combine(Path, "refs")))
            && Git(Path, input: null, "for-each-ref", $"refs/heads/{name}").Length > 0);

    private static void Write(MemoryStream history, string text) => history.Write(Encoding.UTF8.GetBytes(text));
}

/// <param name="Path">Path in the repository.</param>
/// <param name="Content">The whole file; of a symbolic link, its target.</param>
/// <param name="Mode">Git's file mode in octal.</param>
internal sealed record GitFile(string Path, byte[] Content, string Mode = "100644")
{
    public GitFile(string path, string text, string mode = "100644")
        : this(path, Encoding.UTF8.GetBytes(text), mode)
    {
    }

    public static GitFile Link(string path, string target) => new(path, target, "120000");
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Git;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Read;

/// <summary>Where a local work tree stands.</summary>
internal sealed class WorkTree
{
    private readonly string _folder;
    private readonly Dictionary<string, string> _blobs;

    private WorkTree(string folder, Dictionary<string, string> blobs)
    {
        _folder = folder;
        _blobs = blobs;
    }

    /// <summary>Identity of the remote <c>origin</c>; <see langword="null"/> when there is none, or when it is no repository on a host.</summary>
    public string? RemoteIdentity { get; private init; }

    /// <summary>The branch that is checked out; empty when none is.</summary>
    public string Branch { get; private init; } = "";

    /// <summary>Object name of the last commit; empty when there is none.</summary>
    public string Commit { get; private init; } = "";

    public static bool IsWorkTree(string folder) => Path.Exists(Path.Combine(folder, ".git"));

    /// <summary>Whether a folder is a bare repository, and not a work tree whose files look like one.</summary>
    public static bool IsBare(string folder) =>
        !IsWorkTree(folder) && File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")) && Directory.Exists(Path.Combine(folder, "refs"));

    /// <summary>Asks git where the work tree stands. Nothing of the repository is run, its filters neither.</summary>
    /// <exception cref="Disk.RepositoryException">Git refuses the repository.</exception>
    public static async Task<WorkTree> ReadAsync(string folder, CancellationToken cancellation)
    {
        var commit = await AskAsync(folder, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], cancellation);
        return new WorkTree(folder, commit.Length == 0 ? [] : await BlobsAsync(folder, cancellation))
        {
            RemoteIdentity = await RemoteAsync(folder, cancellation),
            Branch = await AskAsync(folder, ["symbolic-ref", "--quiet", "--short", "HEAD"], cancellation),
            Commit = commit,
        };
    }

    /// <summary>Identity of the remote <c>origin</c> of a work tree or a bare repository; <see langword="null"/> when it names no repository on a host.</summary>
    public static async Task<string?> RemoteAsync(string folder, CancellationToken cancellation) =>
        await AskAsync(folder, ["config", "--local", "--get", "remote.origin.url"], cancellation) is { Length: > 0 } url ? RepositoryIdentity.Parse(url) : null;

    /// <summary>Whether git would say that a file differs from the last commit. Line ends that git itself converts do not count.</summary>
    public async Task<bool> DiffersAsync(string path, byte[] content, CancellationToken cancellation)
    {
        if (_blobs.GetValueOrDefault(path) is not { } name)
            return true;
        if (name == BlobName(content, name.Length))
            return false;
        return name != BlobName(WithLineFeeds(content), name.Length) || !await ConvertsLineEndsAsync(path, cancellation);
    }

    /// <summary>Whether git stores a file with LF where it has CR LF: by attributes of its own, or by the configuration.</summary>
    private async Task<bool> ConvertsLineEndsAsync(string path, CancellationToken cancellation)
    {
        var attributes = (await AskAsync(_folder, ["check-attr", "-z", "text", "eol", "--", path], cancellation)).Split('\0');
        var (text, eol) = attributes is [_, _, var first, _, _, var second, ..] ? (first, second) : ("unspecified", "unspecified");
        if (text == "unset")
            return false;
        if (text != "unspecified" || eol != "unspecified")
            return true;
        return await AskAsync(_folder, ["config", "--get", "core.autocrlf"], cancellation) is "true" or "input";
    }

    private static byte[] WithLineFeeds(byte[] content) =>
        [.. content.Where((value, index) => value != '\r' || index + 1 == content.Length || content[index + 1] != '\n')];

    private static async Task<Dictionary<string, string>> BlobsAsync(string folder, CancellationToken cancellation)
    {
        var output = await GitProgram.AskAsync(folder, ["ls-tree", "-r", "-z", "HEAD"], cancellation);
        return output.Text
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..], line => line.Split(' ', '\t')[2], StringComparer.Ordinal);
    }

    /// <summary>The answer, or an empty text where git has none.</summary>
    private static async Task<string> AskAsync(string folder, IReadOnlyList<string> question, CancellationToken cancellation) =>
        await GitProgram.FindAsync(folder, question, cancellation) ?? "";

    /// <summary>Git's name for a blob, in the hash of the repository, which its length tells.</summary>
    private static string BlobName(byte[] content, int length)
    {
        byte[] header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {content.Length}\0"));
#pragma warning disable CA5350 // Do not use weak cryptographic algorithms: git names its objects by SHA-1.
        return Convert.ToHexStringLower(length == 64 ? SHA256.HashData([.. header, .. content]) : SHA1.HashData([.. header, .. content]));
#pragma warning restore CA5350
    }
}

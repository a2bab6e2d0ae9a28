using System.Globalization;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git;

/// <summary>Reads objects with the git program: a process for each question, for machines without libgit2.</summary>
internal sealed class GitProgramObjectReader : IObjectReader
{
    public IObjectReader Open(string repository) => this;

    public void Dispose()
    {
        // A process for each question has nothing open.
    }

    public Task<string?> ReferenceAsync(string repository, string reference, CancellationToken cancellation) => NameAsync(repository, reference, cancellation);

    public Task<string?> CommitAsync(string repository, string objectName, CancellationToken cancellation) =>
        NameAsync(repository, $"{objectName}^{{commit}}", cancellation);

    public async Task<CommitInfo> CommitInfoAsync(string repository, string commit, CancellationToken cancellation) =>
        CommitInfo.Parse((await GitProgram.AskAsync(repository, ["--git-dir", ".", "cat-file", "commit", commit], cancellation)).Text);

    public async Task<IReadOnlyList<TreeEntry>> FilesAsync(
        string repository, string commit, Func<string, bool> entersFolder, Func<string, bool> takesFile, CancellationToken cancellation)
    {
        var output = await GitProgram.AskAsync(repository, ["--git-dir", ".", "ls-tree", "-r", "-z", "-l", commit], cancellation);
        return
        [
            .. output.Text
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(Entry)
                .Where(entry => IsWanted(entry.Path.Split('/'), entersFolder, takesFile)),
        ];
    }

    public async Task<IReadOnlyList<byte[]>> ContentsAsync(string repository, IReadOnlyList<TreeEntry> entries, CancellationToken cancellation)
    {
        if (entries.Count == 0)
            return [];

        var names = Encoding.ASCII.GetBytes(string.Concat(entries.Select(entry => entry.Id + "\n")));
        var output = await GitProgram.AskAsync(repository, ["--git-dir", ".", "cat-file", "--batch"], cancellation, names);
        return Contents(output.Bytes, entries.Count);
    }

    private static Task<string?> NameAsync(string repository, string revision, CancellationToken cancellation) =>
        GitProgram.FindAsync(repository, ["--git-dir", ".", "rev-parse", "--verify", "--quiet", "--end-of-options", revision], cancellation);

    /// <summary>What <c>git cat-file --batch</c> writes: for each object a line of its name, type and size, and then its content and a line end.</summary>
    private static List<byte[]> Contents(byte[] output, int count)
    {
        var contents = new List<byte[]>();
        var position = 0;
        while (contents.Count < count)
        {
            var length = output.AsSpan(position).IndexOf((byte)'\n');
            var head = length < 0 ? "" : Encoding.ASCII.GetString(output, position, length);
            if (head.Split(' ') is not [_, "blob", var size])
                throw new RepositoryException(Reasons.MalformedRepository, Messages.GitFailed(Reasons.MalformedRepository, head));

            position += length + 1;
            var end = position + int.Parse(size, CultureInfo.InvariantCulture);
            contents.Add(output[position..end]);
            position = end + 1;
        }
        return contents;
    }

    /// <summary>A line of <c>git ls-tree -l</c>: mode, type, object name, size, tab, path. A submodule has a dash for its size.</summary>
    private static TreeEntry Entry(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        var columns = line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var size = long.TryParse(columns[3], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new TreeEntry(line[(tab + 1)..], columns[0], columns[2], size);
    }

    private static bool IsWanted(string[] parts, Func<string, bool> entersFolder, Func<string, bool> takesFile) =>
        takesFile(parts[^1]) && parts[..^1].All(entersFolder);
}

/// <summary>Writes objects with the git program, through an index file of its own: whatever names the other entries of a tree have, they stay.</summary>
internal sealed class GitProgramObjectWriter : IObjectWriter
{
    public async Task<string> CommitAsync(string repository, NewCommit commit, CancellationToken cancellation)
    {
        await using var scratch = await ScratchFolder.CreateAsync(cancellation);
        var index = new Dictionary<string, string>(StringComparer.Ordinal) { ["GIT_INDEX_FILE"] = Path.Combine(scratch.FullPath, "index") };
        await AskAsync(repository, ["read-tree", commit.Parent], cancellation, environment: index);
        foreach (var file in commit.Files)
        {
            var blob = await AskAsync(repository, ["hash-object", "-w", "--stdin", "--no-filters"], cancellation, file.Content);
            var mode = (await AskAsync(repository, ["ls-files", "--stage", "-z", "--", $":(literal){file.Path}"], cancellation, environment: index)).Split(' ')[0];
            await AskAsync(repository, ["update-index", "-z", "--index-info"], cancellation, Encoding.UTF8.GetBytes($"{mode} {blob}\t{file.Path}\0"), index);
        }
        var tree = await AskAsync(repository, ["write-tree"], cancellation, environment: index);

        var date = Date(commit.Date);
        var identities = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["GIT_AUTHOR_NAME"] = commit.Author.Name,
            ["GIT_AUTHOR_EMAIL"] = commit.Author.Email,
            ["GIT_AUTHOR_DATE"] = date,
            ["GIT_COMMITTER_NAME"] = commit.Committer.Name,
            ["GIT_COMMITTER_EMAIL"] = commit.Committer.Email,
            ["GIT_COMMITTER_DATE"] = date,
        };
        string[] command = ["-c", "commit.gpgSign=false", "-c", "i18n.commitEncoding=UTF-8", "commit-tree", "-p", commit.Parent, tree];
        return await AskAsync(repository, command, cancellation, Encoding.UTF8.GetBytes(commit.Message(tree)), identities);
    }

    public async Task SetReferenceAsync(string repository, string reference, string? objectName, CancellationToken cancellation) =>
        await AskAsync(repository, objectName is null ? ["update-ref", "-d", reference] : ["update-ref", reference, objectName], cancellation);

    private static async Task<string> AskAsync(
        string repository, IReadOnlyList<string> arguments, CancellationToken cancellation, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null) =>
        (await GitProgram.AskAsync(repository, ["--git-dir", ".", .. arguments], cancellation, input, environment)).Text.Trim();

    private static string Date(DateTimeOffset date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.ToUnixTimeSeconds()} {(date.Offset < TimeSpan.Zero ? '-' : '+')}{date.Offset:hhmm}");
}

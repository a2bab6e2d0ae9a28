using System.Globalization;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;

namespace ManifestMigrator.Git;

/// <summary>Reads objects with the git program: a process for each question, for machines without libgit2.</summary>
internal sealed class GitProgramObjectReader : IObjectReader
{
    public Task<string?> ReferenceAsync(string repository, string reference, CancellationToken cancellation) => NameAsync(repository, reference, cancellation);

    public Task<string?> CommitAsync(string repository, string objectName, CancellationToken cancellation) =>
        NameAsync(repository, $"{objectName}^{{commit}}", cancellation);

    public async Task<CommitInfo> CommitInfoAsync(string repository, string commit, CancellationToken cancellation) =>
        CommitInfo.Parse((await GitProgram.RunAsync(["--git-dir", repository, "cat-file", "commit", commit], GitSettings.Own, cancellation)).Text);

    public async Task<IReadOnlyList<TreeEntry>> FilesAsync(
        string repository, string commit, Func<string, bool> entersFolder, Func<string, bool> takesFile, CancellationToken cancellation)
    {
        var output = await GitProgram.RunAsync(["--git-dir", repository, "ls-tree", "-r", "-z", "-l", commit], GitSettings.Own, cancellation);
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

        using var names = new MemoryStream(Encoding.ASCII.GetBytes(string.Concat(entries.Select(entry => entry.Id + "\n"))));
        var output = await GitProgram.RunAsync(["--git-dir", repository, "cat-file", "--batch"], GitSettings.Own, cancellation, names);
        return Contents(output.Bytes, entries.Count);
    }

    private static async Task<string?> NameAsync(string repository, string revision, CancellationToken cancellation)
    {
        try
        {
            var output = await GitProgram.RunAsync(["--git-dir", repository, "rev-parse", "--verify", "--quiet", revision], GitSettings.Own, cancellation);
            return output.Text.Trim();
        }
        catch (RepositoryException exception) when (exception.Reason == Plans.Reasons.GitFailed)
        {
            return null;
        }
    }

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
                throw new RepositoryException(Plans.Reasons.MalformedRepository, Messages.GitFailed(Plans.Reasons.MalformedRepository, head));

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

using System.Globalization;
using System.Text;

namespace ManifestMigrator.Git;

/// <summary>Reads objects with the git program: a process for each question, for machines without libgit2.</summary>
internal sealed class GitProgramObjectReader : IObjectReader
{
    public async Task<string?> CommitAsync(string repository, string reference, CancellationToken cancellation)
    {
        try
        {
            var output = await GitProgram.RunAsync(["--git-dir", repository, "rev-parse", "--verify", "--quiet", $"{reference}^{{commit}}"], GitSettings.Own, cancellation);
            return Encoding.ASCII.GetString(output).Trim();
        }
        catch (GitException)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<TreeEntry>> FilesAsync(
        string repository, string commit, Func<string, bool> entersFolder, Func<string, bool> takesFile, CancellationToken cancellation)
    {
        var output = await GitProgram.RunAsync(["--git-dir", repository, "ls-tree", "-r", "-z", "-l", commit], GitSettings.Own, cancellation);
        return
        [
            .. Encoding.UTF8.GetString(output)
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(Entry)
                .Where(entry => IsWanted(entry.Path.Split('/'), entersFolder, takesFile)),
        ];
    }

    public Task<byte[]> ContentAsync(string repository, TreeEntry entry, CancellationToken cancellation) =>
        GitProgram.RunAsync(["--git-dir", repository, "cat-file", "blob", entry.Id], GitSettings.Own, cancellation);

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

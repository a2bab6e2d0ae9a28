using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ManifestMigrator.Disk;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Git.Http;

/// <summary>Fetches one commit without its history, by the command <c>fetch</c> of protocol 2 (gitprotocol-v2).</summary>
internal static partial class ShallowPack
{
    private const byte Data = 1;
    private const byte Progress = 2;

    /// <summary>What is asked: an object and what it leads to, one commit deep.</summary>
    public static byte[] Request(string objectName) => PktCommand.Write("fetch", "no-progress", "ofs-delta", "deepen 1", $"want {objectName}", "done");

    /// <summary>
    /// Brings the answer into a bare repository that has nothing yet. Git itself reads the pack, and checks that each object is sound and
    /// none is missing.
    /// </summary>
    /// <param name="lines">The answer.</param>
    /// <param name="commit">The only commit that may come without its parents.</param>
    /// <param name="folder">Full path of the repository.</param>
    /// <param name="maximumSize">Bytes that the pack may have.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UnexpectedAnswerException">The answer is not what git would send. The repository may hold a part of it.</exception>
    /// <exception cref="RepositoryException">The pack is too large.</exception>
    public static async Task<bool> ReceiveAsync(PktReader lines, string commit, string folder, long maximumSize, CancellationToken cancellation)
    {
        if (await ReadShallowAsync(lines, commit))
            await File.WriteAllTextAsync(Path.Combine(folder, "shallow"), $"{commit}\n", cancellation);
        var limit = maximumSize.ToString(CultureInfo.InvariantCulture);
        // Packs of one commit are small, and as many are read at a time as there are jobs.
        string[] command = ["--git-dir", ".", "index-pack", "--stdin", "--strict", "--threads=1", $"--max-input-size={limit}"];
        try
        {
            var answer = await GitProgram.FeedAsync(folder, command, PackAsync(lines, maximumSize), cancellation);
            // It copies to its output what comes after the pack.
            return PackName().IsMatch(answer.Text) ? true : throw Unexpected();
        }
        catch (RepositoryException exception) when (exception.Reason != Reasons.RepositoryTooLarge)
        {
            throw new UnexpectedAnswerException(exception.Message, exception);
        }
    }

    /// <summary>Reads what comes before the pack.</summary>
    /// <returns>Whether the commit comes without its parents.</returns>
    private static async Task<bool> ReadShallowAsync(PktReader lines, string commit)
    {
        var section = await lines.ReadAsync() == PktKind.Line ? lines.Text : "";
        // What an old server complains of is the command. Any other complaint is about this repository.
        if (section.StartsWith("ERR ", StringComparison.Ordinal) && !section.Contains("command=", StringComparison.Ordinal))
            throw new UnexpectedAnswerException(HttpMessages.ServerSays(section["ERR ".Length..]));
        if (section is not ("shallow-info" or "packfile"))
            throw new NoFetchException(HttpMessages.UnknownCommand);
        var isShallow = false;
        if (section == "shallow-info")
        {
            while (await lines.ReadAsync() is var kind && kind != PktKind.Delimiter)
                isShallow = kind == PktKind.Line && lines.Text == $"shallow {commit}" ? true : throw Unexpected();
            section = await lines.ExpectLineAsync();
        }
        return section == "packfile" ? isShallow : throw Unexpected();
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> PackAsync(PktReader lines, long maximumSize)
    {
        var size = 0L;
        while (await lines.ReadAsync() is var kind && kind != PktKind.Flush)
        {
            if (kind != PktKind.Line)
                throw Unexpected();
            if (lines.Payload.Span[0] == Data)
            {
                size += lines.Payload.Length - 1;
                if (size > maximumSize)
                    throw new RepositoryException(Reasons.RepositoryTooLarge, Messages.RepositoryTooLarge(maximumSize));
                yield return lines.Payload[1..];
            }
            else if (lines.Payload.Span[0] != Progress)
            {
                throw new UnexpectedAnswerException(HttpMessages.ServerSays(Encoding.UTF8.GetString(lines.Payload.Span[1..])));
            }
        }
        await lines.ExpectAsync(PktKind.End);
    }

    [GeneratedRegex("^pack\t[0-9a-f]{40}\n\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PackName();

    private static UnexpectedAnswerException Unexpected() => new(HttpMessages.OddFetch);
}

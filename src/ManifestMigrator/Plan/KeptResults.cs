using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Plan;

/// <summary>
/// Results of earlier plans, kept beside our copies of the repositories: a file for each source, with the key, a digest of the rest, and
/// the result. Whoever reads or writes one has the lock on the copy. A file with anything wrong in it counts as none.
/// </summary>
internal static class KeptResults
{
    private const int DigestLength = 64;

    /// <summary>What was planned when the same was asked; <see langword="null"/> when it never was.</summary>
    /// <param name="copy">Full path of our copy of the repository.</param>
    /// <param name="question">All that the plan depends on.</param>
    public static RepositoryResult? Find(string copy, PlanQuestion question)
    {
        var file = FileIn(copy, question);
        try
        {
            if (!File.Exists(file))
                return null;
            var content = File.ReadAllText(file);
            var head = $"{question.Digest()}\n";
            if (!content.StartsWith(head, StringComparison.Ordinal) || content.Length < head.Length + DigestLength + 1)
                return null;
            var json = content[(head.Length + DigestLength + 1)..];
            if (content.AsSpan(head.Length, DigestLength + 1) is var sum && !sum.SequenceEqual($"{Digest(json)}\n"))
                return null;
            using var text = new StringReader(json);
            return RunJsonReader.Part<RepositoryResult>(text, file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps a result, unless the repository could not be read.</summary>
    /// <param name="copy">Full path of our copy of the repository.</param>
    /// <param name="question">All that the plan depends on.</param>
    /// <param name="result">What was planned.</param>
    /// <exception cref="IOException">It cannot be written; what was kept before still is.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static void Store(string copy, PlanQuestion question, RepositoryResult result)
    {
        if (result.Status is not (RepositoryStatus.Current or RepositoryStatus.Migrated or RepositoryStatus.Blocked or RepositoryStatus.Unreadable or RepositoryStatus.NoManifest))
            return;
        using var json = new StringWriter();
        RunJson.WritePart(json, result);
        var content = json.ToString();
        AtomicFile.Write(FileIn(copy, question), text => text.Write($"{question.Digest()}\n{Digest(content)}\n{content}"), isDurable: false);
    }

    private static string FileIn(string copy, PlanQuestion question) =>
        Path.Combine(copy, $"plan-{Digest($"{question.Source}\n{question.Origin.Branch}")[..12]}");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

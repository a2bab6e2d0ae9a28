using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Disk;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;

namespace ManifestMigrator.Plan;

/// <summary>
/// Results of earlier plans, kept beside our copies of the repositories: a file for each source, with the key, a digest of all of it, and
/// the result. Reading or writing one needs the lock on the copy. A file with anything wrong in it is ignored.
/// </summary>
/// <remarks>
/// Somebody else may have written it, into a cache that is shared. So what a delivery works with has to be that of the question, and
/// what comes out of it is planned again before it is delivered.
/// </remarks>
internal static class KeptResults
{
    private const int DigestLength = 64;

    /// <summary>What was planned when the same was asked; <see langword="null"/> when it never was.</summary>
    /// <param name="copy">Full path of our copy of the repository.</param>
    /// <param name="question">All that the plan depends on.</param>
    /// <param name="commit">Object name of the commit that the tip leads to.</param>
    public static RepositoryResult? Find(string copy, PlanQuestion question, string commit)
    {
        var file = FileIn(copy, question);
        try
        {
            if (!File.Exists(file))
                return null;
            using var reader = RegularFile.OpenText(file);
            var content = reader.ReadToEnd();
            var key = question.Digest();
            var head = key.Length + 1 + DigestLength + 1;
            if (content.Length < head || content[head..] is var json && !content.AsSpan(0, head).SequenceEqual(Head(key, json)))
                return null;
            using var text = new StringReader(json);
            var result = RunJsonReader.Part<RepositoryResult>(text, file);
            return result.Commit == commit && Answers(result, question) ? result : null;
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
        if (!IsKept(result.Status))
            return;
        using var json = new StringWriter();
        RunJson.WritePart(json, result);
        var content = json.ToString();
        AtomicFile.Write(FileIn(copy, question), text => text.Write(Head(question.Digest(), content) + content), isDurable: false);
    }

    private static bool IsKept(RepositoryStatus status) => status is
        RepositoryStatus.Current or RepositoryStatus.Migrated or RepositoryStatus.Blocked or RepositoryStatus.Unreadable or RepositoryStatus.NoManifest;

    /// <summary>Whether a result is about what is asked, and was made with what is asked.</summary>
    private static bool Answers(RepositoryResult result, PlanQuestion question)
    {
        var supplement = question.Supplement(result.Manifests.Count).Manifest?.Digest ?? "";
        return IsKept(result.Status)
            && (result.Repository, result.Source, result.Folder, result.FetchedFrom, result.Branch, result.IsNamed, result.Patch, result.Delivery)
                == (question.Origin.Repository, question.Source, question.Origin.Folder, question.FetchedFrom, question.Origin.Branch, question.IsNamed, "", new DeliveryState())
            && result.Manifests.All(manifest => manifest.Supplement == supplement && manifest.LedgerUuid == question.Uuids.GetValueOrDefault(manifest.Path, ""));
    }

    private static string Head(string key, string json) => $"{key}\n{Digest($"{key}\n{json}")}\n";

    private static string FileIn(string copy, PlanQuestion question) =>
        Path.Combine(copy, $"plan-{Digest($"{question.Source}\n{question.Origin.Branch}")[..12]}");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

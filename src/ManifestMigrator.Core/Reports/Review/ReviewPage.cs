using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Review;

/// <summary>Writes <c>review.html</c>: one file that shows every repository of a run in a browser, without a network.</summary>
/// <remarks>
/// Each repository is a JSON element of its own, so that writing takes no more memory for many than for one;
/// the script after the last one reads them and draws what the reader asks for.
/// </remarks>
public sealed class ReviewPage : IReport
{
    public const string FileName = "review.html";

    private readonly TextWriter _writer;

    /// <summary>Digest of every plan that was added, each hashed with the ones before it.</summary>
    private byte[] _plans = [];

    /// <summary>Writes the head of the page.</summary>
    /// <param name="writer">Takes the page; encodes as UTF-8. Stays open.</param>
    /// <param name="run">Gives the tool's version and the reason of each rule; the time and the options are not shown.</param>
    public ReviewPage(TextWriter writer, RunHeader run)
    {
        _writer = writer;
        writer.Write(PageTemplate.BeforeData);
        WriteData("id=\"run\"", PageData.ToJson(run));
    }

    public void Add(RepositoryResult repository)
    {
        _plans = SHA256.HashData([.. _plans, .. Encoding.UTF8.GetBytes($"{repository.Repository} {repository.Branch} {Decisions.Digest(repository)}")]);
        WriteData("class=\"repository\"", PageData.ToJson(repository));
    }

    public void Complete(RunTotals totals)
    {
        WriteData("id=\"totals\"", PageData.ToJson(totals, Convert.ToHexStringLower(_plans)));
        _writer.Write(PageTemplate.AfterData);
    }

    private void WriteData(string attribute, string json) =>
        _writer.Write($"<script type=\"application/json\" {attribute}>{json}</script>\n");
}

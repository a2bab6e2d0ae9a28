using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Review;

/// <summary>Writes <c>review.html</c>: one file that shows every repository of a run in a browser, without a network.</summary>
public sealed class ReviewPage : IReport
{
    public const string FileName = "review.html";

    private readonly TextWriter _writer;
    private readonly PageTemplate _template;
    private readonly PageData _data;

    /// <summary>Digest of every plan that was added, each hashed with the ones before it.</summary>
    private byte[] _plans = [];
    private bool _isInPlace;

    /// <summary>Writes the head of the page.</summary>
    /// <param name="writer">Takes the page; encodes as UTF-8. Stays open.</param>
    /// <param name="run">Gives the tool's version, when the run began and the reason of each rule; the options are not shown.</param>
    /// <param name="decisions">What is decided when the page is written.</param>
    /// <param name="servedFolder">Full path of the run folder when <c>review --serve</c> sends the page; <see langword="null"/> for the file on disk.</param>
    public ReviewPage(TextWriter writer, RunHeader run, Decisions decisions, string? servedFolder = null)
    {
        _writer = writer;
        _template = servedFolder is null ? PageTemplate.OnDisk : PageTemplate.Served;
        _data = new PageData(writer);
        writer.Write(_template.BeforeData(run.Started));
        _data.Write(new PageRun(run.ToolVersion, run.MappingsSha256, run.Rules.Select(rule => new PageRule(rule.Key, rule.Value)), run.Program, Text(decisions), servedFolder));
    }

    public void Add(RepositoryResult repository)
    {
        _plans = SHA256.HashData([.. _plans, .. Encoding.UTF8.GetBytes($"{repository.Repository} {repository.Branch} {Decisions.Digest(repository)}")]);
        _isInPlace |= repository is { Status: RepositoryStatus.Migrated, Folder.Length: > 0 };
        _data.Write(new PageRow(repository));
        _data.Write(new PageDetails(
            repository with { Drafts = [] }, WebAddress.CommitPage(repository), WebAddress.FilePage(repository), WebAddress.LineMark(repository)));
    }

    public void Complete(RunTotals totals)
    {
        _data.Write(new PageTotals(Convert.ToHexStringLower(_plans), totals.Manifests.Values.Sum(), totals.Changes, totals.Errors, totals.Warnings, _isInPlace));
        _data.Flush();
        _writer.Write(_template.AfterData);
    }

    private static string Text(Decisions decisions)
    {
        if (decisions.ByKey.Count == 0)
            return "";
        using var text = new StringWriter();
        decisions.Write(text);
        return text.ToString();
    }
}

using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports.Review;

/// <summary>The first line of the page's data: what is known about the run. When it began stands by itself, so that two runs can be compared without it.</summary>
/// <param name="ToolVersion">Version of the tool.</param>
/// <param name="MappingsSha256">Digest of the mappings.</param>
/// <param name="Rules">Every rule.</param>
/// <param name="Program"><see cref="RunHeader.Program"/>.</param>
/// <param name="Decisions">Text of <c>decisions.json</c> when the page was written; empty when nothing was decided.</param>
/// <param name="ServedFolder">Full path of the run folder when a server sends the page that saves the decisions; <see langword="null"/> for the file on disk.</param>
internal sealed record PageRun(string ToolVersion, string MappingsSha256, IEnumerable<PageRule> Rules, string Program, string Decisions, string? ServedFolder);

/// <summary>A rule and its reason, in the order of the mappings file.</summary>
internal sealed record PageRule(string Id, string Why);

/// <summary>What the list and the totals show of a repository; it is read for all of them before the page is drawn.</summary>
internal sealed record PageRow(RepositoryResult Result)
{
    private IEnumerable<ManifestResult> Changing => Result.Manifests.Where(manifest => manifest.Changes.Count > 0);

    private IEnumerable<Finding> AllFindings => Result.Findings.Concat(Result.Manifests.SelectMany(manifest => manifest.Findings));

    [JsonIgnore]
    public RepositoryResult Result { get; } = Result;

    public string Repository => Result.Repository;

    public string Branch => Result.Branch;

    public RepositoryStatus Status => Result.Status;

    public string Reason => Result.Reason;

    /// <summary>Why nothing is planned, in a sentence: that of the repository, or of its first error.</summary>
    public string Message => Result.Message.Length > 0 ? Result.Message
        : AllFindings.FirstOrDefault(finding => finding.Severity == Severity.Error)?.Message ?? "";

    /// <summary><see cref="Decisions.Digest"/>.</summary>
    public string Plan => Decisions.Digest(Result);

    /// <summary><see cref="ChangeSignature"/>; empty where there is nothing to decide.</summary>
    public string Alike => Result.Status == RepositoryStatus.Migrated ? ChangeSignature.Compute(Result) : "";

    /// <summary>Strongest first.</summary>
    public IEnumerable<Impact> Impacts => Changing.Select(manifest => manifest.Impact).Distinct().OrderDescending();

    public IEnumerable<ManifestForm> Forms =>
        Result.Manifests.Where(manifest => manifest.Status != ManifestStatus.Unreadable).Select(manifest => manifest.Form).Distinct();

    public IEnumerable<string> Rules => Changing.SelectMany(manifest => manifest.Changes).Select(change => change.Rule).Distinct(StringComparer.Ordinal);

    public IEnumerable<PageFinding> Findings => AllFindings.Select(finding => new PageFinding(finding.Code, finding.Severity, finding.Action)).Distinct();

    public int Errors => Result.Count(Severity.Error);

    public int Warnings => Result.Count(Severity.Warning);

    public int Changes => Result.Changes();

    public int LinesAdded => Result.Manifests.Sum(manifest => manifest.LinesAdded);

    public int LinesRemoved => Result.Manifests.Sum(manifest => manifest.LinesRemoved);

    public DeliveryState Delivery => Result.Delivery;
}

/// <summary>A kind of finding in a repository.</summary>
internal sealed record PageFinding(string Code, Severity Severity, FindingAction Action);

/// <summary>All there is to say about a repository, as it stands in <c>run.json</c>; it is parsed when somebody looks at it.</summary>
/// <param name="Result">The entry of <c>run.json</c>.</param>
/// <param name="CommitPage">Address of the commit on its host; empty where that is not known.</param>
/// <param name="FilePage">What stands before the path of a file in the address of its page; empty where that is not known.</param>
/// <param name="LineMark">What stands between the path and the number of a line.</param>
internal sealed record PageDetails(RepositoryResult Result, string CommitPage, string FilePage, string LineMark);

/// <summary>The last line of the page's data.</summary>
/// <param name="Plans">Digest of everything that is planned in the run: what a browser keeps while somebody works belongs to it.</param>
/// <param name="Manifests">Number of manifests.</param>
/// <param name="Changes">Number of planned changes.</param>
/// <param name="Errors">Number of errors.</param>
/// <param name="Warnings">Number of warnings.</param>
/// <param name="IsInPlace">Whether something is planned for local folders, which <c>apply --in-place</c> writes.</param>
internal sealed record PageTotals(string Plans, int Manifests, int Changes, int Errors, int Warnings, bool IsInPlace);

/// <summary>
/// Writes the page's data: JSON texts as <c>run.json</c> has them, each on a line, in blocks that are compressed (raw deflate) and
/// written in base64 on a line each. <c>data.js</c> reads it.
/// </summary>
/// <remarks>The JSON is ASCII, and base64 cannot end the element it stands in.</remarks>
internal sealed class PageData(TextWriter page)
{
    private const int BlockLength = 1 << 18;

    /// <summary>Bytes that become base64 at a time: whole groups of three.</summary>
    private const int GroupLength = 3 << 10;

    private readonly ArrayBufferWriter<byte> _block = new();
    private readonly char[] _group = new char[GroupLength / 3 * 4];

    public void Write<TPart>(TPart part)
    {
        using (var json = new Utf8JsonWriter(_block))
            JsonSerializer.Serialize(json, part, RunJsonContract.Get<TPart>());
        _block.Write("\n"u8);
        if (_block.WrittenCount >= BlockLength)
            Flush();
    }

    public void Flush()
    {
        using var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(_block.WrittenSpan);
        for (var at = 0; at < compressed.Length; at += GroupLength)
        {
            var group = compressed.GetBuffer().AsSpan(at, (int)Math.Min(GroupLength, compressed.Length - at));
            Convert.TryToBase64Chars(group, _group, out var written);
            page.Write(_group, 0, written);
        }
        page.Write('\n');
        _block.ResetWrittenCount();
    }
}

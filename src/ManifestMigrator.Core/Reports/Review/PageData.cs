using System.Buffers;
using System.Globalization;
using System.Text;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.SourceCode;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace ManifestMigrator.Reports.Review;

/// <summary>What the page's script is told, as JSON that is safe inside a script element. <c>repositories.js</c> reads it.</summary>
internal static class PageData
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
        Culture = CultureInfo.InvariantCulture,
    };

    /// <summary>Inside a string these could end the element or the line, or could not be encoded at all.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. "<>&\u2028\u2029", .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    public static string ToJson(RunHeader run) => Json(new
    {
        run.ToolVersion,
        run.MappingsSha256,
        Rules = run.Rules.Select(rule => new { Id = rule.Key, Why = rule.Value }),
    });

    /// <param name="totals">Counts over the run.</param>
    /// <param name="plans">Digest of everything that is planned in the run: what the page keeps while one works belongs to it.</param>
    public static string ToJson(RunTotals totals, string plans) => Json(new
    {
        Plans = plans,
        Repositories = totals.Repositories.Values.Sum(),
        Manifests = totals.Manifests.Values.Sum(),
        totals.Changes,
        totals.Errors,
        totals.Warnings,
    });

    public static string ToJson(RepositoryResult repository) => Json(new
    {
        repository.Repository,
        repository.Source,
        repository.Branch,
        repository.Commit,
        CommitPage = WebAddress.CommitUrl(repository),
        Plan = Decisions.Digest(repository),
        Alike = repository.Status == RepositoryStatus.Migrated ? ChangeSignature.Compute(repository) : "",
        Status = Spelling.Spell(repository.Status),
        repository.Reason,
        repository.Message,
        Delivery = new { Step = Spelling.Spell(repository.Delivery.Step), repository.Delivery.Branch, repository.Delivery.Commit, repository.Delivery.Request, repository.Delivery.Reason, repository.Delivery.Message },
        Findings = repository.Findings.Select(finding => ToJson(finding, repository, finding.Path)),
        References = repository.References.Select(reference => ToJson(reference, repository)),
        Manifests = repository.Manifests.Select(manifest => new
        {
            manifest.Path,
            manifest.Slug,
            manifest.Name,
            manifest.Uuid,
            Form = Spelling.Spell(manifest.Form),
            Status = Spelling.Spell(manifest.Status),
            Impact = Spelling.Spell(manifest.Impact),
            Effective = Spelling.Spell(manifest.Effective),
            manifest.Schedule,
            manifest.AccountForm,
            Changes = manifest.Changes.Select(ToJson),
            Findings = manifest.Findings.Select(finding => ToJson(finding, repository, finding.Path.Length > 0 ? finding.Path : manifest.Path)),
            manifest.LinesAdded,
            manifest.LinesRemoved,
            manifest.Hunks,
        }),
    });

    private static object ToJson(Change change) => new
    {
        change.Rule,
        Kind = Spelling.Spell(change.Kind),
        change.Line,
        change.PointerBefore,
        change.PointerAfter,
        change.ValueBefore,
        change.ValueAfter,
    };

    private static object ToJson(Reference reference, RepositoryResult repository) => new
    {
        reference.Path,
        reference.Line,
        reference.Module,
        reference.Specifier,
        Kind = Spelling.Spell(reference.Kind),
        reference.Replacement,
        reference.Hint,
        Page = WebAddress.LineUrl(repository, reference.Path, reference.Line),
    };

    private static object ToJson(Finding finding, RepositoryResult repository, string path) => new
    {
        Severity = Spelling.Spell(finding.Severity),
        Action = Spelling.Spell(finding.Action()),
        finding.Code,
        finding.Pointer,
        finding.Message,
        finding.Hint,
        finding.Path,
        finding.Line,
        finding.Column,
        finding.Rule,
        Page = WebAddress.LineUrl(repository, path, finding.Line),
    };

    private static string Json(object value)
    {
        var json = JsonConvert.SerializeObject(value, Settings).AsSpan();
        var safe = new StringBuilder(json.Length);
        for (int at; (at = json.IndexOfAny(Escaped)) >= 0; json = json[(at + 1)..])
            safe.Append(json[..at]).Append(CultureInfo.InvariantCulture, $"\\u{(int)json[at]:x4}");
        return safe.Append(json).ToString();
    }
}

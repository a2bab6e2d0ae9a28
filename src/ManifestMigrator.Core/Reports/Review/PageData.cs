using System.Buffers;
using System.Globalization;
using System.Text;
using ManifestMigrator.Manifest;
using ManifestMigrator.Migration;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace ManifestMigrator.Reports.Review;

/// <summary>What the page's script is told, as JSON that is safe inside a script element. <c>repositories.js</c> reads it.</summary>
internal static class PageData
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
        Converters = { new StringEnumConverter(new KebabCaseNamingStrategy()) },
        Culture = CultureInfo.InvariantCulture,
    };

    /// <summary>Inside a string these could end the element or the line, or could not be encoded at all.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. "<>&\u2028\u2029", .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    public static string Of(RunHeader run) => Json(new
    {
        run.ToolVersion,
        run.MappingsSha256,
        Rules = run.Rules.Select(rule => new { Id = rule.Key, Why = rule.Value }),
    });

    public static string Of(RunTotals totals) => Json(new
    {
        Repositories = totals.Repositories.Values.Sum(),
        Manifests = totals.Manifests.Values.Sum(),
        totals.Changes,
        totals.Errors,
        totals.Warnings,
    });

    public static string Of(RepositoryResult repository) => Json(new
    {
        repository.Repository,
        repository.Source,
        repository.Branch,
        repository.Commit,
        repository.Status,
        repository.Reason,
        repository.Message,
        repository.Findings,
        Manifests = repository.Manifests.Select(manifest => new
        {
            manifest.Path,
            manifest.Slug,
            manifest.Name,
            manifest.Uuid,
            Form = Word(manifest.Form),
            manifest.Status,
            manifest.Impact,
            manifest.Changes,
            manifest.Findings,
            manifest.LinesAdded,
            manifest.LinesRemoved,
            manifest.Hunks,
        }),
    });

    private static string Word(ManifestForm form) => form switch
    {
        ManifestForm.Version2 => "v2",
        ManifestForm.Leftovers => "leftovers",
        ManifestForm.Camel => "camel",
        ManifestForm.Catalogue => "catalogue",
        _ => "2017",
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

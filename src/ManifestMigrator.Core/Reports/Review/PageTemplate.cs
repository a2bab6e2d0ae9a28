using System.Net;
using System.Reflection;

namespace ManifestMigrator.Reports.Review;

/// <summary>The review page without its data: markup, style and script of the embedded files as one document, cut where the data goes.</summary>
internal sealed class PageTemplate
{
    private const string Policy = "<!-- policy -->";
    private const string Style = "<!-- style -->";
    private const string Script = "<!-- script -->";
    private const string Started = "<!-- started -->";
    private const string Data = "<!-- data -->\n";

    /// <summary>The page's modules; one that is imported stands before the one that imports it.</summary>
    private static readonly string[] Modules =
    [
        "text.js",
        "storage.js",
        "words.js",
        "data.js",
        "attention.js",
        "repositories.js",
        "decisions.js",
        "groups.js",
        "filter.js",
        "charts.js",
        "notices.js",
        "saving.js",
        "wording.js",
        "hunks.js",
        "findings.js",
        "difference.js",
        "changes.js",
        "form.js",
        "list.js",
        "deciding.js",
        "details.js",
        "group.js",
        "totals.js",
        "overview.js",
        "keys.js",
        "page.js",
    ];

    private static readonly string[] Styles = ["page.css", "overview.css", "list.css", "repository.css", "difference.css", "narrow.css", "print.css"];

    private readonly string _beforeData;

    private PageTemplate(bool isServed)
    {
        var page = Write(isServed);
        var at = page.IndexOf(Data, StringComparison.Ordinal);
        (_beforeData, AfterData) = (page[..at], page[(at + Data.Length)..]);
    }

    /// <summary>The file in the run folder.</summary>
    public static PageTemplate OnDisk { get; } = new(isServed: false);

    /// <summary>What <c>review --serve</c> sends: it may talk to its server.</summary>
    public static PageTemplate Served { get; } = new(isServed: true);

    /// <summary>The document behind the data.</summary>
    public string AfterData { get; }

    /// <summary>The document up to the data.</summary>
    /// <param name="started">When the run began.</param>
    public string BeforeData(string started) => _beforeData.Replace(Started, WebUtility.HtmlEncode(started), StringComparison.Ordinal);

    private static string Write(bool isServed)
    {
        var style = "\n" + string.Concat(Styles.Select(File));
        var script = "\n" + ScriptModules.Join(Modules.Select(File));
        return File("page.html")
            .Replace(Policy, ContentSecurityPolicy.Element(script, style, isServed), StringComparison.Ordinal)
            .Replace(Style, $"<style>{style}</style>", StringComparison.Ordinal)
            .Replace(Script, $"<script type=\"module\">{script}</script>", StringComparison.Ordinal);
    }

    /// <summary>An embedded file's text. Line ends become LF: browsers read them so, and hash what they read.</summary>
    private static string File(string name)
    {
        var resource = $"{typeof(PageTemplate).Namespace}.{name}";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

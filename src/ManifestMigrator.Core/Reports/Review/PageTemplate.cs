using System.Reflection;

namespace ManifestMigrator.Reports.Review;

/// <summary>The review page without its data: markup, style and script of the embedded files as one document, cut where the data goes.</summary>
internal static class PageTemplate
{
    private const string Policy = "<!-- policy -->";
    private const string Style = "<!-- style -->";
    private const string Script = "<!-- script -->";
    private const string Data = "<!-- data -->\n";

    /// <summary>The page's modules; one that is imported stands before the one that imports it.</summary>
    private static readonly string[] Modules =
    [
        "text.js",
        "storage.js",
        "words.js",
        "repositories.js",
        "decisions.js",
        "groups.js",
        "filter.js",
        "charts.js",
        "overview.js",
        "notices.js",
        "saving.js",
        "deciding.js",
        "wording.js",
        "hunks.js",
        "difference.js",
        "changes.js",
        "findings.js",
        "form.js",
        "schedule.js",
        "references.js",
        "list.js",
        "details.js",
        "group.js",
        "keys.js",
        "page.js",
    ];

    private static readonly string[] Styles = ["page.css", "overview.css", "list.css", "repository.css", "difference.css", "narrow.css", "print.css"];

    private static readonly (string Before, string After) Halves = Cut(Write());

    /// <summary>The document up to the first data element.</summary>
    public static string BeforeData => Halves.Before;

    /// <summary>The document from the last data element on.</summary>
    public static string AfterData => Halves.After;

    private static string Write()
    {
        var style = "\n" + string.Concat(Styles.Select(File));
        var script = "\n" + ScriptModules.Join(Modules.Select(File));
        return File("page.html")
            .Replace(Policy, ContentSecurityPolicy.Element(script, style), StringComparison.Ordinal)
            .Replace(Style, $"<style>{style}</style>", StringComparison.Ordinal)
            .Replace(Script, $"<script type=\"module\">{script}</script>", StringComparison.Ordinal);
    }

    private static (string Before, string After) Cut(string page)
    {
        var at = page.IndexOf(Data, StringComparison.Ordinal);
        return (page[..at], page[(at + Data.Length)..]);
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

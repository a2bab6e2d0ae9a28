using System.Text;

namespace ManifestMigrator.Reports.Review;

/// <summary>Several JavaScript modules as one, because a page read from disk may not import another file.</summary>
/// <remarks>
/// The modules share one scope, so a top-level name stands in one of them only. An import is one line
/// <c>import { … } from "./….js";</c>, an export a declaration that begins with <c>export</c>.
/// </remarks>
internal static class ScriptModules
{
    private const string Import = "import ";
    private const string Export = "export ";

    /// <summary>One module's text; <paramref name="modules"/> are in the order in which they shall run.</summary>
    public static string Join(IEnumerable<string> modules)
    {
        var joined = new StringBuilder();
        foreach (var line in modules.SelectMany(module => module.Split('\n')))
        {
            if (line.StartsWith(Import, StringComparison.Ordinal))
                continue;

            joined.Append(line.StartsWith(Export, StringComparison.Ordinal) ? line[Export.Length..] : line).Append('\n');
        }

        return joined.ToString();
    }
}

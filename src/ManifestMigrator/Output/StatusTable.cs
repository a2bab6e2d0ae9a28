using ManifestMigrator.Reports;
using ManifestMigrator.Runs;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>How <c>status</c> tells what it knows.</summary>
internal static class StatusTable
{
    /// <returns>The exit code.</returns>
    public static int Tell(this Terminal terminal, RunFolder run, IEnumerable<StatusRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("repository", "planned", "approved", "applied", "pushed", "remote", "reason");
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            table.AddRow([.. new[] { row.Repository, row.Planned, row.Approved, Short(row.Applied), row.Pushed ? "pushed" : "", row.Remote, row.Reason }.Select(cell => new Text(VisibleText.Of(cell)))]);
            foreach (var word in new[] { row.Planned, row.Approved, row.Applied.Length > 0 ? "applied" : "", row.Pushed ? "pushed" : "", row.Remote.Length > 0 ? $"{row.Remote} in its remote" : "" }.Where(word => word.Length > 0))
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }
        terminal.Results.Write(table);
        foreach (var (word, count) in counts)
            terminal.Line(Messages.Outcomes(count, word));
        if (!run.IsComplete)
            terminal.Line(Messages.RunIsUnfinished(run.FullPath));
        terminal.Line();
        terminal.Line(Messages.RunFolder(Summary.Shown(run.FullPath)));
        return ExitCode.Done;
    }

    /// <returns>The exit code.</returns>
    public static int TellJson(this Terminal terminal, RunFolder run, IEnumerable<StatusRow> rows)
    {
        var settings = new JsonSerializerSettings { ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() }, Formatting = Formatting.Indented };
        terminal.Line(JsonConvert.SerializeObject(new { Run = run.FullPath, run.IsComplete, Repositories = rows }, settings));
        return ExitCode.Done;
    }

    private static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;
}

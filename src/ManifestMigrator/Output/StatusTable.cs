using ManifestMigrator.Runs;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>How <c>status</c> tells what it knows: a table on a screen; otherwise a line for each repository, with tabs between its cells.</summary>
internal static class StatusTable
{
    private static readonly string[] Columns = ["repository", "planned", "approved", "applied", "pushed", "remote", "reason"];

    /// <returns>The exit code.</returns>
    public static int Tell(this Terminal terminal, RunFolder run, IEnumerable<StatusRow> rows)
    {
        var counts = new StatusCounts();
        if (Terminal.ShowsTables)
            terminal.Table(Columns, counts.Counted(rows).Select(Cells), TableBorder.Simple);
        else
            TellLines(terminal, counts.Counted(rows));

        foreach (var (word, count) in counts.ByWord)
            terminal.Line(Messages.Outcomes(count, word));
        if (!run.IsComplete)
            terminal.Line(Messages.Unfinished(counts.All - run.Unreached, counts.All));
        terminal.Line();
        terminal.Line(Messages.RunFolder(Summary.Shown(run.FullPath)));
        return counts.ExitCode;
    }

    /// <returns>The exit code.</returns>
    public static int TellJson(this Terminal terminal, RunFolder run, IEnumerable<StatusRow> rows)
    {
        var counts = new StatusCounts();
        var serializer = new JsonSerializer { ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() }, Formatting = Formatting.Indented };
        // The members are written in this order: nothing is counted before it was written.
        terminal.Json(writer => serializer.Serialize(writer, new
        {
            Run = run.FullPath,
            run.IsComplete,
            run.Unreached,
            Repositories = counts.Counted(rows),
            Counts = counts.ByWord,
        }));
        return counts.ExitCode;
    }

    private static void TellLines(Terminal terminal, IEnumerable<StatusRow> rows)
    {
        terminal.Row(Columns);
        foreach (var row in rows)
            terminal.Row(Cells(row));
        terminal.Line();
    }

    private static IEnumerable<string> Cells(StatusRow row) =>
        [row.Repository, row.Planned, row.Approved, Short(row.Applied), row.Pushed ? "pushed" : "", row.Remote, row.Reason];

    private static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;
}

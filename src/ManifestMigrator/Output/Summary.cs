using System.Globalization;
using ManifestMigrator.Deliver;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>How commands end: counts, where the results are, what to type next.</summary>
internal static class Summary
{
    /// <summary>Tells how a run ended.</summary>
    public static void Summarize(this Terminal terminal, BatchSummary summary)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        foreach (var (status, count) in summary.Totals.Repositories.Where(entry => entry.Value > 0))
            table.AddRow(new Spectre.Console.Text(count.ToString(CultureInfo.InvariantCulture)), new Spectre.Console.Text(Spelling.Spell(status), Colors.For(status)));
        terminal.Results.Write(table);

        var totals = summary.Totals;
        terminal.Line(Messages.Totals(totals.Repositories.Values.Sum(), totals.Manifests.Values.Sum(), totals.Changes, totals.Errors, totals.Warnings));
        if (summary.LeftOut.Count > 0)
            terminal.Line(Messages.LeftOut(summary.LeftOut));
        if (summary.WasInterrupted)
            terminal.Line(Messages.RunWasInterrupted);

        var folder = Shown(summary.RunFolder);
        terminal.Line();
        terminal.Line(Messages.RunFolder(folder));
        if (summary.WasInterrupted)
        {
            terminal.Line(Messages.NextPlanInterrupted(folder));
            return;
        }
        terminal.Line(Messages.NextReview(folder));
        if (totals.Repositories[RepositoryStatus.Migrated] == 0)
            return;
        if (summary.HasLocalFolders)
            terminal.Line(Messages.NextApply(folder));
        else
            terminal.Line(Messages.NextApplyBranch(folder));
    }

    /// <summary>Tells what became of each planned file.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(this Terminal terminal, IReadOnlyList<InPlaceResult> results)
    {
        foreach (var result in results)
            terminal.Line(VisibleText.Escape(Messages.Delivered(result)));

        terminal.Line();
        terminal.Line(Messages.DeliveredTotals(results.Count(result => result.Outcome == InPlaceOutcome.Written), results.Count));
        return results.All(result => result.Outcome is InPlaceOutcome.Written or InPlaceOutcome.AlreadyWritten) ? ExitCode.Done : ExitCode.SomeFailed;
    }

    /// <summary>The path as a person would type it here.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}

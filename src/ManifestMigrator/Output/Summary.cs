using System.Globalization;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>The end of a command's output: counts, the run folder, the next command to type.</summary>
internal static class Summary
{
    /// <summary>Prints how a run ended.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="runFolder">Full path of the run folder.</param>
    /// <param name="totals">Counts over all repositories.</param>
    /// <param name="wasInterrupted">Whether somebody stopped it.</param>
    /// <param name="hasLocalFolders">Whether something was read from local folders, which can be written in place.</param>
    /// <param name="leftOut">How many sources each option kept out, by its name.</param>
    /// <param name="hasApproved">Whether something is approved.</param>
    /// <param name="partOf">The run folder that this run repeats a part of; <see langword="null"/> for a run of its own.</param>
    /// <param name="isDelivered">Whether everything that is approved was applied or written already.</param>
    public static void Summarize(
        this Terminal terminal,
        string runFolder,
        RunTotals totals,
        bool wasInterrupted,
        bool hasLocalFolders,
        IReadOnlyDictionary<string, int> leftOut,
        bool hasApproved = false,
        string? partOf = null,
        bool isDelivered = false)
    {
        foreach (var (status, count) in totals.Repositories.Where(entry => entry.Value > 0))
            terminal.Line((string.Create(CultureInfo.InvariantCulture, $"{count,5} "), Style.Plain), (Messages.CountedStatus(status), Colors.For(status)));

        var sources = totals.Repositories.Values.Sum();
        terminal.Line(sources == 0
            ? Messages.NothingToPlan
            : Messages.Totals(sources, totals.Manifests.Values.Sum(), totals.Changes, totals.Errors, totals.Warnings));
        if (totals.Actions.Count > 0)
            terminal.Line(Messages.Actions(totals.Actions));
        if (leftOut.Count > 0)
            terminal.Line(Messages.LeftOut(leftOut));
        if (wasInterrupted)
            terminal.Line(Messages.RunWasInterrupted);

        terminal.PublishSummary(runFolder);
        var folder = Shown(runFolder);
        terminal.Line();
        terminal.Line(Messages.RunFolder(folder));
        if (sources == 0)
            return;
        if (wasInterrupted)
            terminal.Line(Messages.NextPlan(folder, Spelling.Spell(RepositoryStatus.Interrupted)));
        else if (totals.Repositories[RepositoryStatus.Failed] == sources)
            terminal.Line(Messages.NextPlan(folder, Spelling.Spell(RepositoryStatus.Failed)));
        else if (partOf is not null)
            terminal.Line(Messages.NextJoin(partOf, folder));
        else if (totals.Repositories[RepositoryStatus.Migrated] == 0 || !hasApproved)
            terminal.Line(Messages.NextReview(folder));
        else if (isDelivered)
            terminal.Line(Messages.NextStatus(folder));
        else if (hasLocalFolders)
            terminal.Line(Messages.NextApplyInPlace(folder));
        else
            terminal.Line(Messages.NextApply(folder));
    }

    /// <summary>Adds the summary of a run to the page of a build on GitHub Actions.</summary>
    /// <param name="terminal">Where it is said if that fails; the run is not touched by it.</param>
    /// <param name="runFolder">Full path of the run folder.</param>
    public static void PublishSummary(this Terminal terminal, string runFolder)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is not { Length: > 0 } page)
            return;
        try
        {
            File.AppendAllText(page, File.ReadAllText(Path.Combine(runFolder, RunSummary.FileName)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Log(Messages.SummaryNotPublished(page, exception.Message));
        }
    }

    /// <summary>The path as a person would type it here.</summary>
    public static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}

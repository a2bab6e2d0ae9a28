using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Output;

/// <summary>How the commands that deliver tell what they did.</summary>
internal static class DeliverySummary
{
    private static readonly string[] Wanted = ["", Reasons.Rejected, Reasons.NotApproved];

    public static void Outcome(this Terminal terminal, RepositoryResult repository, DeliveryState state) => terminal.Progress(Messages.Outcome(repository, state));

    /// <summary>Writes the reports and tells the counts, the addresses for requests and the next command.</summary>
    /// <param name="terminal">Where it is told.</param>
    /// <param name="run">The run.</param>
    /// <param name="outcomes">The repositories that took part.</param>
    /// <param name="step">What was to be done.</param>
    /// <param name="cancellation">Whether somebody stopped it.</param>
    /// <returns>The exit code.</returns>
    public static int Conclude(this Terminal terminal, RunFolder run, IReadOnlyCollection<DeliveryState> outcomes, DeliveryStep step, CancellationToken cancellation)
    {
        run.WriteReports();
        foreach (var outcome in outcomes.CountBy(Word, StringComparer.Ordinal).OrderBy(outcome => outcome.Key, StringComparer.Ordinal))
            terminal.Line(Messages.Outcomes(outcome.Value, outcome.Key));
        foreach (var request in outcomes.Where(state => state.Reason.Length == 0 && state.Request.Length > 0).Select(state => state.Request).Order(StringComparer.Ordinal))
            terminal.Line(request);

        var folder = Summary.Shown(run.FullPath);
        terminal.Line();
        terminal.Line(Messages.RunFolder(folder));
        if (outcomes.Any(state => state.Reason == Reasons.Moved))
            terminal.Line(Messages.NextPlanMoved(folder));
        if (outcomes.Any(state => state.Reason.Length == 0 && state.Step == step))
            terminal.Line(step switch
            {
                DeliveryStep.Applied => Messages.NextPush(folder),
                DeliveryStep.Pushed => Messages.NextStatus(folder),
                _ => Messages.NextApplyBranch(folder),
            });
        if (cancellation.IsCancellationRequested)
            return ExitCode.Interrupted;
        return outcomes.All(IsWanted) ? ExitCode.Done : ExitCode.SomeFailed;
    }

    /// <summary>Whether the last step was done, or is not to be done.</summary>
    public static bool IsWanted(DeliveryState state) => Wanted.Contains(state.Reason, StringComparer.Ordinal);

    private static string Word(DeliveryState state) => state.Reason.Length > 0 ? state.Reason : Spelling.Spell(state.Step);
}

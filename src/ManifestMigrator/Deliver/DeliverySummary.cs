using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Deliver;

/// <summary>How a delivery ends on the terminal: the counts, the addresses for requests, what is left, the next command.</summary>
internal static class DeliverySummary
{
    public static void TellNothing(this Terminal terminal, RunFolder run, Delivery delivery, bool isWritten)
    {
        foreach (var line in DeliveryMessages.Nothing(delivery, Summary.Shown(run.FullPath), isWritten))
            terminal.Line(line);
    }

    /// <param name="terminal">Where it is said.</param>
    /// <param name="run">The run.</param>
    /// <param name="outcomes">The repositories that took part.</param>
    /// <param name="delivery">What was done.</param>
    /// <param name="left">How many repositories <c>--max</c> has left for later.</param>
    /// <param name="wasInterrupted">Whether somebody stopped it.</param>
    /// <param name="isDryRun">Whether the outcomes are what would be done.</param>
    public static void Conclude(
        this Terminal terminal, RunFolder run, IReadOnlyCollection<Outcome> outcomes, Delivery delivery, int left, bool wasInterrupted, bool isDryRun = false)
    {
        var words = outcomes.Select(outcome => (WasThere: outcome.WasThere && outcome.State.Reason.Length == 0, Word: DeliveryMessages.Word(delivery, outcome, isDryRun)));
        foreach (var (outcome, count) in words.CountBy(word => word).OrderBy(word => word.Key.WasThere).ThenBy(word => word.Key.Word, StringComparer.Ordinal))
            terminal.Line(DeliveryMessages.Counted(count, outcome.Word));
        var states = outcomes.Select(outcome => outcome.State).ToList();
        var requests = states.Where(state => !isDryRun && state.Reason.Length == 0).Select(state => state.Request).Where(request => request.Length > 0);
        foreach (var request in requests.Order(StringComparer.Ordinal))
            terminal.Line(request);
        if (wasInterrupted)
            terminal.Line(DeliveryMessages.Interrupted);

        if (!isDryRun)
            terminal.PublishSummary(run.FullPath);
        var folder = Summary.Shown(run.FullPath);
        terminal.Line();
        terminal.Line(Messages.RunFolder(folder));
        if (wasInterrupted)
            terminal.Line(DeliveryMessages.NextAgain());
        foreach (var line in wasInterrupted ? [] : NextSteps(folder, states, delivery, left, isDryRun))
            terminal.Line(line);
    }

    /// <summary>Whether the last step was done, or is not to be done.</summary>
    public static bool IsWanted(DeliveryState state) => state.Reason is "" or Reasons.Rejected or Reasons.NotApproved or Reasons.Declined or Reasons.Landed;

    /// <summary>What goes on with what was done; then what to do about the rest.</summary>
    private static IEnumerable<string> NextSteps(string folder, List<DeliveryState> outcomes, Delivery delivery, int left, bool isDryRun)
    {
        var steps = outcomes.Where(state => state.Reason.Length == 0).Select(state => state.Step).ToHashSet();
        if (left > 0 && !isDryRun)
            yield return DeliveryMessages.Left(delivery, left, folder);
        var commands = new List<(string About, string? Command)>
        {
            ("Next", left > 0 && !isDryRun ? null : DeliveryMessages.Next(delivery, steps, folder, isDryRun)),
            ("Moved", outcomes.Exists(state => state.Reason == Reasons.Moved) ? DeliveryMessages.PlanMoved(folder) : null),
            ("Local", outcomes.Exists(state => state.Message == DeliveryMessages.WriteInPlace) ? DeliveryMessages.ApplyInPlace(folder) : null),
            ("Undecided", outcomes.Exists(state => state.Reason == Reasons.NotApproved) ? DeliveryMessages.Review(folder) : null),
        };
        var isFirst = left == 0 || isDryRun;
        foreach (var (about, command) in commands)
        {
            if (command is null)
                continue;
            yield return DeliveryMessages.Labelled(isFirst ? "Next" : about, command);
            isFirst = false;
        }
    }
}

using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Runs;

namespace ManifestMigrator.Deliver;

/// <summary>How a delivery ends on the terminal: the counts, the addresses for requests, what is left, the next command.</summary>
internal static class DeliverySummary
{
    public static void TellNothing(this Terminal terminal, RunFolder run, Delivery delivery)
    {
        foreach (var line in DeliveryMessages.Nothing(delivery, Summary.Shown(run.FullPath)))
            terminal.Line(line);
    }

    /// <param name="terminal">Where it is said.</param>
    /// <param name="run">The run.</param>
    /// <param name="outcomes">The repositories that took part, as they stand now.</param>
    /// <param name="delivery">What was done.</param>
    /// <param name="left">How many repositories <c>--max</c> has left for later.</param>
    /// <param name="wasInterrupted">Whether somebody stopped it.</param>
    /// <param name="isDryRun">Whether the outcomes are what would be done.</param>
    public static void Conclude(
        this Terminal terminal, RunFolder run, IReadOnlyCollection<DeliveryState> outcomes, Delivery delivery, int left, bool wasInterrupted, bool isDryRun = false)
    {
        var words = outcomes.Select(state => isDryRun && state.Reason.Length == 0 ? DeliveryMessages.DryRun(state) : Word(state));
        foreach (var outcome in words.CountBy(word => word, StringComparer.Ordinal).OrderBy(outcome => outcome.Key, StringComparer.Ordinal))
            terminal.Line(DeliveryMessages.Counted(outcome.Value, outcome.Key));
        var requests = outcomes.Where(state => !isDryRun && state.Reason.Length == 0).Select(state => state.Request).Where(request => request.Length > 0);
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
        foreach (var line in wasInterrupted ? [] : NextSteps(folder, outcomes, delivery, left, isDryRun))
            terminal.Line(line);
    }

    /// <summary>Whether the last step was done, or is not to be done.</summary>
    public static bool IsWanted(DeliveryState state) => state.Reason is "" or Reasons.Rejected or Reasons.NotApproved or Reasons.Declined or Reasons.Landed;

    private static IEnumerable<string> NextSteps(string folder, IReadOnlyCollection<DeliveryState> outcomes, Delivery delivery, int left, bool isDryRun)
    {
        if (outcomes.Any(state => state.Reason == Reasons.Moved))
            yield return DeliveryMessages.NextPlan(folder);
        if (outcomes.Any(state => state.Reason == Reasons.NotApproved))
            yield return DeliveryMessages.NextReview(folder);
        if (isDryRun && outcomes.Any(state => state is { Reason.Length: 0, Step: DeliveryStep.Applied }))
            yield return DeliveryMessages.NextPush(folder);
        else if (left > 0)
            yield return DeliveryMessages.Left(delivery, left, folder);
        else if (outcomes.Any(state => state.Reason.Length == 0) && DeliveryMessages.Next(delivery, folder) is { } next)
            yield return next;
    }

    private static string Word(DeliveryState state) =>
        state.Reason.Length > 0 ? state.Reason : state.RequestState.Length > 0 ? state.RequestState : Spelling.Spell(state.Step);
}

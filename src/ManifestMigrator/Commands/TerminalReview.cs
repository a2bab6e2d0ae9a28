using ManifestMigrator.Manifest;
using ManifestMigrator.Output;
using ManifestMigrator.Plans;
using ManifestMigrator.Reports;
using ManifestMigrator.Reports.Review;
using ManifestMigrator.Runs;
using Spectre.Console;

namespace ManifestMigrator.Commands;

/// <summary><c>review --terminal</c>: shows each planned repository, highest risk first, and asks for a decision, which is saved at once.</summary>
/// <param name="terminal">Where it asks.</param>
/// <param name="run">The run.</param>
/// <param name="showsAll">Whether those that are decided are shown too.</param>
internal sealed class TerminalReview(Terminal terminal, RunFolder run, bool showsAll)
{
    private readonly Stack<IReadOnlyList<(string Key, Decision? Before)>> _steps = [];
    private readonly List<RepositoryResult> _planned =
    [
        .. ReportView.Show(run.Results()).Where(repository => repository.Status == RepositoryStatus.Migrated)
            .OrderByDescending(Strongest)
            .ThenByDescending(repository => Findings(repository).Count(finding => finding.Severity == Severity.Warning))
            .ThenBy(repository => repository.Repository, StringComparer.Ordinal),
    ];

    /// <returns>The exit code.</returns>
    public int Run()
    {
        if (_planned.Count == 0)
        {
            terminal.Line(Messages.NothingToReview);
            return ExitCode.Done;
        }

        int? at = Next(-1);
        if (at == _planned.Count)
            terminal.Line(Messages.AllDecided);
        while (at is { } place && place < _planned.Count)
            at = Ask(place);

        Conclude(terminal, run);
        return ExitCode.Done;
    }

    /// <summary>The place of the next one that waits for a decision; the number of all when none does.</summary>
    private int Next(int at)
    {
        var decisions = DecisionsFile.Read(run);
        var next = at + 1;
        while (!showsAll && next < _planned.Count && decisions.About(_planned[next]) is not null)
            next++;
        return next;
    }

    /// <summary>Shows one repository and does what is answered.</summary>
    /// <returns>The place of the next one; <see langword="null"/> to end.</returns>
    private int? Ask(int at)
    {
        var repository = _planned[at];
        var alike = Alike(repository);
        Show(repository, DecisionsFile.Read(run).Entry(repository), at + 1);
        switch (Answer(alike.Count))
        {
            case "a":
                Decide([repository], Verdict.Approved);
                return Next(at);
            case "r":
                Decide([repository], Verdict.Rejected);
                return Next(at);
            case "g" when Findings(repository).Any(finding => finding.Severity != Severity.Info) && !Confirms(alike.Count + 1):
                return at;
            case "g":
                Decide([repository, .. alike], Verdict.Approved);
                return Next(at);
            case "n":
                var note = terminal.Ask(new TextPrompt<string>(Messages.NotePrompt).AllowEmpty());
                Change([repository], (decisions, key) => decisions.WithNote(key, repository, note));
                return at;
            case "u":
                Undo();
                return at;
            case "b":
                return Math.Max(0, at - 1);
            case "q":
                return null;
            default:
                return Next(at);
        }
    }

    private void Show(RepositoryResult repository, Decision? decision, int number)
    {
        terminal.Line();
        terminal.Heading(Messages.Position(number, _planned.Count));
        terminal.Line((repository.Repository, new Style(decoration: Decoration.Bold)));
        terminal.Line(Messages.Origin(repository));
        if (decision is not null)
            terminal.Line(Messages.DecidedBefore(decision));

        foreach (var manifest in repository.Manifests.Where(manifest => manifest.Changes.Count > 0))
            Show(manifest);
        foreach (var finding in repository.Findings)
            Show(finding, manifest: "");
        // What was printed above may have gone out of sight.
        terminal.Line();
        terminal.Line((repository.Repository, new Style(decoration: Decoration.Bold)), ($": {Messages.ImpactOf(Strongest(repository))}", Style.Plain));
    }

    private void Show(ManifestResult manifest)
    {
        terminal.Line();
        terminal.Line($"{manifest.Path}: {Messages.ImpactOf(manifest.Impact)}");
        foreach (var rule in manifest.Changes.Select(change => change.Rule).Distinct(StringComparer.Ordinal))
            terminal.Line($"  {rule}: {run.Header.Rules.GetValueOrDefault(rule, "")}");
        foreach (var finding in manifest.Findings)
            Show(finding, manifest.Path);
        terminal.Line();
        terminal.Diff(manifest.Hunks);
    }

    /// <param name="finding">What was found.</param>
    /// <param name="manifest">Path of the manifest under which it is shown; empty under none.</param>
    private void Show(Finding finding, string manifest)
    {
        terminal.Line(
            ($"  {Spelling.Spell(finding.Severity)} ", Colors.For(finding.Severity)),
            ($"{finding.Code}{Messages.AtPlace(finding.Path == manifest ? "" : finding.Path, finding.Line)}: {finding.Message} {finding.Hint}".TrimEnd(), Style.Plain));
    }

    /// <summary>What has a warning is not approved together without a question.</summary>
    private bool Confirms(int repositories)
    {
        var prompt = new TextPrompt<string>(Messages.ApproveWithWarnings(repositories)) { ShowChoices = false, ShowDefaultValue = false };
        return terminal.Ask(prompt.InvalidChoiceMessage(Messages.ReviewChoices).AddChoices(["y", "n"]).DefaultValue("n")) == "y";
    }

    private string Answer(int alike)
    {
        var prompt = new TextPrompt<string>(Messages.ReviewPrompt(alike, _steps.Count > 0)) { ShowChoices = false, ShowDefaultValue = false }
            .InvalidChoiceMessage(Messages.ReviewChoices)
            .AddChoices(["a", "r", "n", "s", "b", "q"])
            .DefaultValue("s");
        if (alike > 0)
            prompt.AddChoice("g");
        if (_steps.Count > 0)
            prompt.AddChoice("u");
        return terminal.Ask(prompt);
    }

    /// <summary>
    /// The other undecided repositories with the same change in which nothing of their own was found. What was rejected before has to be decided
    /// by itself.
    /// </summary>
    private List<RepositoryResult> Alike(RepositoryResult repository)
    {
        var decisions = DecisionsFile.Read(run);
        var signature = ChangeSignature.Compute(repository);
        var codes = Codes(repository);
        return _planned.FindAll(other => other != repository && decisions.Judge(other) is (Standing.Undecided or Standing.ApprovedBefore) && ChangeSignature.Compute(other) == signature && Codes(other).SetEquals(codes));
    }

    private static Impact Strongest(RepositoryResult repository) => repository.Manifests.Where(manifest => manifest.Changes.Count > 0).Max(manifest => manifest.Impact);

    private static HashSet<string> Codes(RepositoryResult repository) => Findings(repository).Select(finding => finding.Code).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<Finding> Findings(RepositoryResult repository) => repository.Findings.Concat(repository.Manifests.SelectMany(manifest => manifest.Findings));

    private void Decide(IReadOnlyList<RepositoryResult> repositories, Verdict verdict)
    {
        var byKey = repositories.ToDictionary(Key, StringComparer.Ordinal);
        Change(repositories, (decisions, key) => decisions.With(
            key, new Decision(verdict, decisions.Entry(byKey[key])?.Note ?? decisions.ByKey.GetValueOrDefault(key)?.Note ?? "", Decisions.Digest(byKey[key]))));
    }

    /// <summary>The file is read again for each answer: the review page may have been at work in between.</summary>
    private void Change(IReadOnlyList<RepositoryResult> repositories, Func<Decisions, string, Decisions> change)
    {
        var step = new List<(string, Decision?)>();
        DecisionsFile.Change(run, decisions =>
        {
            foreach (var key in repositories.Select(Key))
            {
                step.Add((key, decisions.ByKey.GetValueOrDefault(key)));
                decisions = change(decisions, key);
            }
            return decisions;
        });
        _steps.Push(step);
    }

    private string Key(RepositoryResult repository) => Decisions.Key(repository, isRepeated: _planned.Count(other => other.Repository == repository.Repository) > 1);

    private void Undo() =>
        DecisionsFile.Change(run, now => _steps.Pop().Aggregate(now, (decisions, step) => decisions.With(step.Key, step.Before)));

    /// <summary>Prints what is decided, and how to go on.</summary>
    public static void Conclude(Terminal terminal, RunFolder run)
    {
        var decisions = DecisionsFile.Read(run);
        var (verdicts, isInPlace) = (new List<Standing>(), false);
        foreach (var repository in run.Results().Where(repository => repository.Status == RepositoryStatus.Migrated))
        {
            verdicts.Add(decisions.Judge(repository));
            isInPlace |= repository.Folder.Length > 0;
        }
        var approved = verdicts.Count(verdict => verdict == Standing.Approved);
        var rejected = verdicts.Count(verdict => verdict == Standing.Rejected);
        WriteReports(terminal, run);
        terminal.Line();
        terminal.Line(Messages.Decided(approved, rejected, verdicts.Count - approved - rejected));
        terminal.Line(Messages.RunFolder(Summary.Shown(run.FullPath)));
        if (approved > 0)
            terminal.Line(isInPlace ? Messages.NextApplyInPlace(Summary.Shown(run.FullPath)) : Messages.NextApply(Summary.Shown(run.FullPath)));
    }

    /// <summary>
    /// Writes the reports again where decisions are newer than the page, so that the page and the summary show them: what is saved from a page
    /// that did not would take their place.
    /// </summary>
    public static void WriteReports(Terminal terminal, RunFolder run)
    {
        var (page, decisions) = (Path.Combine(run.FullPath, ReviewPage.FileName), Path.Combine(run.FullPath, Decisions.FileName));
        if (!File.Exists(decisions) || File.GetLastWriteTimeUtc(decisions) < File.GetLastWriteTimeUtc(page))
            return;
        try
        {
            using var hold = run.Lock();
            run.WriteReports(DecisionsFile.Read(run));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Log(Messages.PageIsOld(page, exception.Message));
        }
    }
}

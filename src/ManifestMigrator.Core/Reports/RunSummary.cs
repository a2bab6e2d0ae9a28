using System.Globalization;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;

namespace ManifestMigrator.Reports;

/// <summary>
/// Writes <c>summary.md</c>: one page for people about the whole run. Its lists are cut, so that it stays one page whatever the number
/// of repositories; it holds other people's words as text that means nothing in Markdown.
/// </summary>
public sealed class RunSummary : IReport
{
    public const string FileName = "summary.md";

    private const int LongestList = 15;
    private const int MostFrequent = 12;
    private const int LongestExample = 120;
    private const int MostTasks = 8;
    private const int PlacesOfTask = 3;

    /// <summary>A remedy may hold a value of the manifest; beyond, tasks are counted and not told apart.</summary>
    private const int MostKinds = 500;

    private readonly TextWriter _text;
    private readonly RunHeader _run;
    private readonly Decisions _decisions;

    private readonly SortedDictionary<Impact, int> _impacts = [];
    private readonly SortedDictionary<string, Frequency> _findings = new(StringComparer.Ordinal);
    private readonly CutList _refused = new(LongestList);
    private readonly CutList _hindered = new(LongestList);
    private readonly Dictionary<(FindingAction Action, string Code, string Remedy), CutList> _tasks = [];
    private readonly Dictionary<Standing, int> _standings = [];
    private readonly Dictionary<DeliveryStep, int> _steps = [];
    private readonly Dictionary<Stage, int> _stages = [];
    private readonly SortedDictionary<string, int> _requests = new(StringComparer.Ordinal);

    /// <param name="text">Takes the page; stays open.</param>
    /// <param name="run">What is known about the run.</param>
    /// <param name="decisions">What is decided about it now.</param>
    public RunSummary(TextWriter text, RunHeader run, Decisions decisions)
    {
        _text = text;
        _run = run;
        _decisions = decisions;
    }

    public void Add(RepositoryResult repository)
    {
        var findings = repository.Manifests.SelectMany(manifest => manifest.Findings.Select(finding => (manifest.Path, finding)))
            .Concat(repository.Findings.Select(finding => ("", finding))).ToList();
        foreach (var group in findings.GroupBy(item => item.finding.Code, StringComparer.Ordinal))
        {
            if (!_findings.TryGetValue(group.Key, out var frequency))
                _findings.Add(group.Key, frequency = new Frequency(group.First().finding));
            frequency.Repositories++;
            frequency.Places += group.Count();
        }

        if (SummaryWords.NeedsPerson(repository.Status))
            AddRefused(repository, findings);
        else
            AddPlaces(repository, findings);
        if (repository.Status == RepositoryStatus.Migrated)
            AddPlan(repository);
    }

    public void Complete(RunTotals totals)
    {
        var all = totals.Repositories.Values.Sum();
        var ready = totals.Repositories[RepositoryStatus.Migrated];
        Line(SummaryWords.Title);
        Line(SummaryWords.Planned(_run));
        Line(SummaryWords.InShort(all, ready, _stages, totals.Repositories.Where(entry => SummaryWords.HasNothingToDo(entry.Key)).Sum(entry => entry.Value), _refused.Count));

        Heading("What was planned");
        Table("Sources", totals.Repositories.Where(entry => entry.Value > 0).Select(entry => (entry.Value, SummaryWords.Status(entry.Key))));
        Line(SummaryWords.Changes(totals));

        Heading("What people will notice");
        if (ready == 0)
            Line("Nothing: no change is planned.");
        else
            Table("Repositories", _impacts.Select(entry => (entry.Value, SummaryWords.ImpactOf(entry.Key))));

        Heading("What needs a person");
        if (_refused.Count + _hindered.Count + _tasks.Count == 0)
            Line("Nothing.");
        WriteItems("Cannot be delivered", _refused);
        WriteItems("Did not go through", _hindered);
        WriteTasks(FindingAction.Decide, "To decide", totals);
        WriteTasks(FindingAction.Fix, "To fix", totals);

        if (_findings.Count > 0)
        {
            Heading("Most frequent findings");
            WriteFrequent();
        }
        Heading("Delivery so far");
        foreach (var line in SummaryWords.Delivery(ready, _standings, _steps, _requests, _hindered.Count))
            Line(line);
    }

    private void AddPlan(RepositoryResult repository)
    {
        var impact = repository.Manifests.Where(manifest => manifest.Status == ManifestStatus.Migrated).Select(manifest => manifest.Impact).DefaultIfEmpty().Max();
        _impacts[impact] = _impacts.GetValueOrDefault(impact) + 1;
        var standing = _decisions.Judge(repository);
        _standings[standing] = _standings.GetValueOrDefault(standing) + 1;
        var stage = StageOf(repository.Delivery, standing);
        _stages[stage] = _stages.GetValueOrDefault(stage) + 1;
        _steps[repository.Delivery.Step] = _steps.GetValueOrDefault(repository.Delivery.Step) + 1;
        if (repository.Delivery.RequestState is { Length: > 0 } state)
            _requests[state] = _requests.GetValueOrDefault(state) + 1;
        if (repository.Delivery.Reason is not ("" or Reasons.NotApproved or Reasons.Rejected))
            _hindered.Add(SummaryWords.Item(repository, "", repository.Delivery.Message.Length > 0 ? repository.Delivery.Message : repository.Delivery.Reason, ""));
    }

    private static Stage StageOf(DeliveryState delivery, Standing standing) => delivery switch
    {
        { RequestState: "landed" } => Stage.Landed,
        { Step: DeliveryStep.Pushed } => Stage.Pushed,
        { Step: DeliveryStep.Written } => Stage.Written,
        { Commit.Length: > 0 } => Stage.Applied,
        _ => standing switch
        {
            Standing.Approved => Stage.Approved,
            Standing.Rejected => Stage.Rejected,
            _ => Stage.Undecided,
        },
    };

    /// <summary>Why a repository has no plan that could be delivered: its first error, or what happened to it as a whole.</summary>
    private void AddRefused(RepositoryResult repository, IEnumerable<(string Path, Finding Finding)> findings)
    {
        var error = findings.FirstOrDefault(item => item.Finding.Severity == Severity.Error);
        _refused.Add(error.Finding is { } finding
            ? SummaryWords.Item(repository, SummaryWords.Place(error.Path, finding), finding.Message, finding.Hint)
            : SummaryWords.Item(repository, "", repository.Message.Length > 0 ? repository.Message : repository.Reason, ""));
    }

    private void AddPlaces(RepositoryResult repository, IEnumerable<(string Path, Finding Finding)> findings)
    {
        foreach (var (path, finding) in findings.Where(item => item.Finding.Action >= FindingAction.Fix))
        {
            var task = (finding.Action, finding.Code, _tasks.Count < MostKinds ? finding.Hint : "");
            if (!_tasks.TryGetValue(task, out var places))
                _tasks.Add(task, places = new CutList(PlacesOfTask));
            places.Add(SummaryWords.Item(repository, SummaryWords.Place(path, finding), finding.Message, ""));
        }
    }

    private void WriteFrequent()
    {
        var frequent = _findings.Values
            .OrderByDescending(frequency => frequency.Repositories)
            .ThenByDescending(frequency => frequency.Places)
            .ThenBy(frequency => frequency.Example.Code, StringComparer.Ordinal)
            .Take(MostFrequent);
        _text.Write("| Repositories | Places | Finding | Asks to | For example |\n|---:|---:|---|---|---|\n");
        foreach (var frequency in frequent)
        {
            _text.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"| {frequency.Repositories} | {frequency.Places} | {HarmlessMarkdown.Copied(frequency.Example.Code)} | {Spelling.Spell(frequency.Example.Action)} | {HarmlessMarkdown.CopiedText(frequency.Example.Message, LongestExample)} |\n"));
        }
        if (_findings.Count > MostFrequent)
            Line($"\n{SummaryWords.OtherKinds(_findings.Count - MostFrequent)}");
        else
            _text.Write('\n');
    }

    private void Heading(string heading) => Line($"## {heading}");

    private void Line(string line) => _text.Write($"{line}\n\n");

    private void Table(string count, IEnumerable<(int Count, string Meaning)> rows)
    {
        _text.Write($"| {count} | |\n|---:|---|\n");
        foreach (var (number, meaning) in rows)
            _text.Write(string.Create(CultureInfo.InvariantCulture, $"| {number} | {meaning} |\n"));
        _text.Write('\n');
    }

    private void WriteItems(string heading, CutList list)
    {
        if (list.Count == 0)
            return;
        Line(string.Create(CultureInfo.InvariantCulture, $"### {heading}: {list.Count}"));
        WriteItems(list, indentation: "", rest: "repositories.csv");
        _text.Write('\n');
    }

    /// <summary>The commonest tasks, each with what to do and its first places.</summary>
    private void WriteTasks(FindingAction action, string heading, RunTotals totals)
    {
        var tasks = _tasks.Where(task => task.Key.Action == action).OrderByDescending(task => task.Value.Count).ThenBy(task => task.Key.Code, StringComparer.Ordinal)
            .ThenBy(task => task.Key.Remedy, StringComparer.Ordinal).ToList();
        if (tasks.Count == 0)
            return;
        var count = tasks.Sum(task => task.Value.Count);
        Line($"### {heading}: {SummaryWords.Tasks(count, totals.Actions.GetValueOrDefault(action) - count)}");
        foreach (var (task, places) in tasks.Take(MostTasks))
        {
            _text.Write(string.Create(CultureInfo.InvariantCulture, $"- {HarmlessMarkdown.Copied(task.Code)}, {places.Count}: {HarmlessMarkdown.CopiedText(task.Remedy)}\n"));
            WriteItems(places, indentation: "  ");
        }
        if (tasks.Count > MostTasks)
            _text.Write(string.Create(CultureInfo.InvariantCulture, $"- and {tasks.Skip(MostTasks).Sum(task => task.Value.Count)} of other kinds: see findings.csv\n"));
        _text.Write('\n');
    }

    private void WriteItems(CutList list, string indentation, string rest = "findings.csv")
    {
        foreach (var item in list.Items)
            _text.Write($"{indentation}- {item}\n");
        if (list.Count > list.Items.Count)
            _text.Write(string.Create(CultureInfo.InvariantCulture, $"{indentation}- and {list.Count - list.Items.Count} more: see {rest}\n"));
    }

    /// <summary>How often a kind of finding occurs.</summary>
    private sealed class Frequency(Finding example)
    {
        public Finding Example { get; } = example;

        public int Repositories { get; set; }

        public int Places { get; set; }
    }

    /// <summary>The first items of a list, and how many there were.</summary>
    private sealed class CutList(int longest)
    {
        public List<string> Items { get; } = [];

        public int Count { get; private set; }

        public void Add(string item)
        {
            Count++;
            if (Items.Count < longest)
                Items.Add(item);
        }
    }
}

/// <summary>How far a planned change has come, the farthest first.</summary>
internal enum Stage
{
    Landed,
    Pushed,
    Applied,
    Written,
    Approved,
    Rejected,
    Undecided,
}

/// <summary>Every sentence of <c>summary.md</c>.</summary>
internal static class SummaryWords
{
    public const string Title = "# Manifest migration";

    public static string Planned(RunHeader run) =>
        $"Planned {(DateTimeOffset.TryParse(run.Started, CultureInfo.InvariantCulture, out var time) ? time.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture) : HarmlessMarkdown.Copied(run.Started))} with manifest-migrator {HarmlessMarkdown.CopiedText(run.ToolVersion)}.";

    public static string InShort(int all, int ready, IReadOnlyDictionary<Stage, int> stages, int nothing, int refused)
    {
        string[] rest =
        [
            .. nothing > 0 ? [$"{Number(nothing)} {(nothing == 1 ? "has" : "have")} nothing to do"] : Array.Empty<string>(),
            .. refused > 0 ? [$"{Number(refused)} cannot be delivered until somebody fixes {(refused == 1 ? "it" : "them")}"] : Array.Empty<string>(),
        ];
        var inShort = stages.Keys.All(stage => stage == Stage.Undecided)
            ? $"{Number(ready)} of {Count(all, "source")} {(ready == 1 ? "is" : "are")} ready to be delivered."
            : $"Of {Count(ready, "planned change")}, {string.Join(", ", stages.OrderBy(stage => stage.Key).Select(InWords))}.";
        return $"**{inShort}**{(rest.Length == 0 ? "" : $" {string.Join("; ", rest)}.")}";
    }

    private static string InWords(KeyValuePair<Stage, int> stage) => (stage.Key, stage.Value) switch
    {
        (Stage.Undecided, 1) => "1 waits for a decision",
        (Stage.Undecided, var number) => $"{Number(number)} wait for a decision",
        (Stage.Approved, var number) => $"{Number(number)} {(number == 1 ? "is" : "are")} approved and not applied",
        (Stage.Applied, var number) => $"{Number(number)} {(number == 1 ? "is" : "are")} applied and not pushed",
        (Stage.Written, var number) => $"{Number(number)} {(number == 1 ? "is" : "are")} written in place",
        (Stage.Landed, var number) => $"{Number(number)} {(number == 1 ? "has" : "have")} landed",
        (var other, var number) => $"{Number(number)} {(number == 1 ? "is" : "are")} {other.ToString().ToLowerInvariant()}",
    };

    public static string Status(RepositoryStatus status) => status switch
    {
        RepositoryStatus.Migrated => "**ready**: changes are planned, and every check on them holds",
        RepositoryStatus.Current => "**current**: nothing to do",
        RepositoryStatus.Blocked => "**blocked**: a check failed; nothing is written",
        RepositoryStatus.Unreadable => "**unreadable**: a manifest is no file, or no JSON object; nothing is written",
        RepositoryStatus.NoManifest => "**no manifest** was found",
        RepositoryStatus.Skipped => "**skipped**: left out, or given twice",
        RepositoryStatus.Failed => "**failed**: could not be read",
        _ => "**interrupted**: the run was stopped before it was read",
    };

    public static string Changes(RunTotals totals) =>
        $"{Count(totals.Changes, "change")} in {Count(totals.Manifests[ManifestStatus.Migrated], "manifest")}. Every difference stands in patches/ and on the page review.html.";

    public static string ImpactOf(Impact impact) => impact switch
    {
        Impact.Label => "nothing: only uuid or manifest_version is added, which no reader looks at yet",
        Impact.None => "nothing: nobody who uses the konnector sees a difference",
        Impact.Form => "the account form changes",
        Impact.Schedule => "the konnector runs at other times",
        Impact.Consent => "permissions change: people are asked for their consent",
        _ => "it becomes another konnector: its slug or its editor changes",
    };

    /// <summary>Whether somebody has to fix something before anything of such a repository can be delivered.</summary>
    public static bool NeedsPerson(RepositoryStatus status) =>
        status is RepositoryStatus.Blocked or RepositoryStatus.Unreadable or RepositoryStatus.Failed or RepositoryStatus.Interrupted;

    /// <summary>Whether there is nothing to deliver and nothing to fix. The review page counts the same statuses (<c>attention.js</c>).</summary>
    public static bool HasNothingToDo(RepositoryStatus status) =>
        status is RepositoryStatus.Current or RepositoryStatus.NoManifest or RepositoryStatus.Skipped;

    public static string Tasks(int count, int others) => others <= 0 ? Number(count) : $"{Number(count)}, and {Number(others)} in what cannot be delivered";

    public static string OtherKinds(int count) => $"{Count(count, "other kind", "other kinds")} of findings: see findings.csv.";

    public static string Place(string manifest, Finding finding)
    {
        var path = finding.Path.Length > 0 ? finding.Path : manifest;
        return finding.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{path}:{finding.Line}") : path;
    }

    /// <summary>Where, what, and what to do.</summary>
    public static string Item(RepositoryResult repository, string place, string cause, string remedy)
    {
        var where = place.Length == 0 ? HarmlessMarkdown.Copied(repository.Repository) : $"{HarmlessMarkdown.Copied(repository.Repository)} {HarmlessMarkdown.Copied(place)}";
        return $"{where}: {HarmlessMarkdown.CopiedText(cause)}{(remedy.Length == 0 ? "" : $" **To do:** {HarmlessMarkdown.CopiedText(remedy)}")}";
    }

    public static IEnumerable<string> Delivery(
        int ready, Dictionary<Standing, int> standings, Dictionary<DeliveryStep, int> steps, SortedDictionary<string, int> requests, int hindered)
    {
        if (ready == 0)
        {
            yield return "There is nothing to deliver.";
            yield break;
        }
        var (approved, rejected) = (standings.GetValueOrDefault(Standing.Approved), standings.GetValueOrDefault(Standing.Rejected));
        yield return $"Decided: {Number(approved)} approved, {Number(rejected)} rejected, {Number(ready - approved - rejected)} open.";
        var delivered = steps.Where(step => step.Key != DeliveryStep.Planned).OrderBy(step => step.Key).Select(step => $"{Number(step.Value)} {Spelling.Spell(step.Key)}").ToList();
        yield return delivered.Count == 0 ? "Nothing has been delivered yet." : $"Delivered: {string.Join(", ", delivered)}.";
        if (requests.Count > 0)
            yield return $"Requests: {string.Join(", ", requests.Select(request => $"{Number(request.Value)} {HarmlessMarkdown.CopiedText(request.Key)}"))}.";
        if (hindered > 0)
            yield return $"{Count(hindered, "delivery", "deliveries")} did not go through: see the reasons in repositories.csv.";
    }

    private static string Count(int count, string one, string? several = null) => $"{Number(count)} {(count == 1 ? one : several ?? $"{one}s")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary><c>fleet</c>: a plan beside what one would do without the tool, in one run on one machine.</summary>
internal static class FleetCommand
{
    public static Command Create()
    {
        var repositories = new Option<int>("--repositories") { Description = "How many there are.", DefaultValueFactory = _ => 200 };
        var transport = new Option<FleetTransport>("--transport") { Description = "How they are served.", DefaultValueFactory = _ => FleetTransport.Http };
        var delay = new Option<int>("--delay") { Description = "Milliseconds for each connection and each question on it." };
        var rounds = new Option<int>("--rounds") { Description = "How often each command is measured, in turn.", DefaultValueFactory = _ => 5 };
        var jobs = new Option<int>("--jobs") { Description = "Repositories at a time, for all commands.", DefaultValueFactory = _ => FleetCommands.UsualJobs };
        var only = new Option<bool>("--short") { Description = "Leave out full clones." };
        var tool = MeasuredTool.Option();
        var command = new Command("fleet", "Measures plan beside clone, jq and diff, beside fetches, full clones and ls-remote.") { repositories, transport, delay, rounds, jobs, only, tool };
        command.SetAction((arguments, _) => RunAsync(
            arguments.GetValue(repositories),
            arguments.GetValue(transport),
            TimeSpan.FromMilliseconds(arguments.GetValue(delay)),
            arguments.GetValue(rounds),
            arguments.GetValue(jobs),
            arguments.GetValue(only),
            arguments.GetValue(tool)));
        return command;
    }

    private static async Task RunAsync(int repositories, FleetTransport transport, TimeSpan delay, int count, int jobs, bool isShort, string? tool)
    {
        await using var fleet = await ServedFleet.StartAsync(repositories, FleetHistory.Commits, transport, delay, tool);
        var commands = new FleetCommands(fleet, FleetRepositories.Names(repositories), jobs);
        var measured = new (string Name, Func<IReadOnlyList<string>> Line)[]
        {
            ("plan", () => commands.Plan("first")),
            ("plan again", () => commands.Plan("second")),
            ("plan --replan", () => [.. commands.Plan("third"), "--replan"]),
            ("clone --depth 1, jq, diff", commands.CloneJqDiff),
            ("fetch --depth 1 alone", commands.Fetch),
            ("ls-remote", commands.LsRemote),
            ("full clone", commands.FullClone),
        }[..^(isShort ? 1 : 0)];
        var rounds = measured.Select(_ => new List<Measurement>()).ToList();
        for (var round = 0; round < count; round++)
        {
            foreach (var (line, results) in measured.Select(command => command.Line).Zip(rounds))
                results.Add(await MeasuredProcess.RunAsync(fleet, line()));
            Directory.Delete(fleet.Work, recursive: true);
        }

        var medians = measured.Zip(rounds).ToDictionary(pair => pair.First.Name, pair => Measurement.Median(pair.Second), StringComparer.Ordinal);
        Print(medians, repositories, string.Create(
            CultureInfo.InvariantCulture,
            $"{repositories} repositories over {transport} with {delay.TotalMilliseconds} ms of delay, {FleetHistory.Commits} commits and {FleetHistory.Files + 1} files each; {jobs} at a time, medians of {count} rounds"));
    }

    private static void Print(Dictionary<string, Measurement> medians, int repositories, string title)
    {
        var table = new Table { Title = new TableTitle(title) }.AddColumns("", "beside", "time", "CPU", "bytes", "aim (time)");
        foreach (var (name, other, aim) in new[]
        {
            ("plan", "clone --depth 1, jq, diff", "≤ 0.5"),
            ("plan", "fetch --depth 1 alone", "≤ 1.0; 0.6 with delay; daemon 1.2"),
            ("plan", "full clone", ""),
            ("plan again", "ls-remote", "≤ 0.5; daemon 1.1"),
            ("plan again", "plan", ""),
            ("plan again", "plan --replan", ""),
        })
        {
            if (!medians.TryGetValue(other, out var another))
                continue;
            var one = medians[name];
            table.AddRow(name, other, Ratio(one.Seconds, another.Seconds), Ratio(one.CpuSeconds, another.CpuSeconds), Ratio(one.Received, another.Received), aim);
        }
        AnsiConsole.Write(table);
        foreach (var (name, median) in medians)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-26} {median.Seconds,7:F2} s {median.CpuSeconds,7:F2} s CPU {median.Received / 1e6,8:F2} MB {median.Requests / repositories,6:F2} requests each {median.PeakMemory / 1e6,6:F0} MB memory"));
    }

    private static string Ratio(double one, double another) => (one / another).ToString("F2", CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary><c>growth</c>: what many times as many repositories cost each command.</summary>
internal static class GrowthCommand
{
    public static Command Create()
    {
        var repositories = new Option<int>("--repositories") { Description = "How many the small plan has.", DefaultValueFactory = _ => 200 };
        var factor = new Option<int>("--factor") { Description = "How many times as many the large one has.", DefaultValueFactory = _ => 10 };
        var commits = new Option<int>("--commits") { Description = "How many commits each repository has.", DefaultValueFactory = _ => 1 };
        var rounds = new Option<int>("--rounds") { Description = "How often each command is measured.", DefaultValueFactory = _ => 3 };
        var transport = new Option<FleetTransport>("--transport") { Description = "How they are served.", DefaultValueFactory = _ => FleetTransport.Http };
        var tool = MeasuredTool.Option();
        var command = new Command("growth", "Measures time and memory of each command as repositories become many.") { repositories, factor, commits, rounds, transport, tool };
        command.SetAction((arguments, _) => RunAsync(
            arguments.GetValue(repositories), arguments.GetValue(factor), arguments.GetValue(commits), arguments.GetValue(rounds), arguments.GetValue(transport), arguments.GetValue(tool)));
        return command;
    }

    private static async Task RunAsync(int repositories, int factor, int commits, int rounds, FleetTransport transport, string? tool)
    {
        await using var fleet = await ServedFleet.StartAsync(factor * repositories, commits, transport, TimeSpan.Zero, tool);
        var measured = new List<(string Name, List<Measurement> Small, List<Measurement> Large)>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var isLarge in new[] { false, true })
            {
                var commands = new FleetCommands(fleet, FleetRepositories.Names(isLarge ? factor * repositories : repositories), FleetCommands.UsualJobs);
                var lines = new (string Name, Func<IReadOnlyList<string>> Line)[]
                {
                    ("first plan", () => commands.Plan("first")),
                    ("second plan", () => commands.Plan("second")),
                    ("offline plan", () => [.. commands.Plan("offline"), "--offline", "--replan"]),
                    ("report", () => commands.OnRun("report", "second")),
                    ("status", () => commands.OnRun("status", "second")),
                    ("apply", () => [.. commands.OnRun("apply", "second"), "--all", "--offline", "--cache", Path.Combine(fleet.Work, "cache")]),
                };
                foreach (var (name, line) in lines)
                {
                    var result = await MeasuredProcess.RunAsync(fleet, line());
                    if (!measured.Exists(one => one.Name == name))
                        measured.Add((name, [], []));
                    var (_, small, large) = measured.Find(one => one.Name == name);
                    (isLarge ? large : small).Add(result);
                }
                Directory.Delete(fleet.Work, recursive: true);
            }
        }
        Print(measured, string.Create(CultureInfo.InvariantCulture, $"{repositories} and {factor * repositories} repositories of {commits} commits over {transport}, {FleetCommands.UsualJobs} at a time, medians of {rounds} rounds"));
    }

    private static void Print(List<(string Name, List<Measurement> Small, List<Measurement> Large)> measured, string title)
    {
        var table = new Table { Title = new TableTitle(title) }.AddColumns("", "time", "", "ratio", "CPU", "", "ratio", "peak memory", "", "ratio");
        foreach (var (name, one, many) in measured)
        {
            var (small, large) = (Measurement.Median(one), Measurement.Median(many));
            AddRow(
                table,
                name,
                Text($"{small.Seconds:F2} s"),
                Text($"{large.Seconds:F2} s"),
                Text($"{large.Seconds / small.Seconds:F1}"),
                Text($"{small.CpuSeconds:F2} s"),
                Text($"{large.CpuSeconds:F2} s"),
                Text($"{large.CpuSeconds / small.CpuSeconds:F1}"),
                Text($"{small.PeakMemory / 1e6:F0} MB"),
                Text($"{large.PeakMemory / 1e6:F0} MB"),
                Text($"{large.PeakMemory / small.PeakMemory:F2}"));
        }
        AnsiConsole.Write(table);
    }

    private static void AddRow(Table table, params string[] cells) => table.AddRow(cells);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

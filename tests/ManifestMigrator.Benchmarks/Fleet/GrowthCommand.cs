using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary><c>growth</c>: what ten times as many repositories cost.</summary>
internal static class GrowthCommand
{
    private const int Rounds = 3;
    private const int Factor = 10;

    public static Command Create()
    {
        var repositories = new Option<int>("--repositories") { Description = $"How many the small plan has; the large one has {Factor} times as many.", DefaultValueFactory = _ => 200 };
        var transport = new Option<FleetTransport>("--transport") { Description = "How they are served.", DefaultValueFactory = _ => FleetTransport.Daemon };
        var command = new Command("growth", "Measures time and memory of a plan as repositories become many.") { repositories, transport };
        command.SetAction((arguments, _) => RunAsync(arguments.GetValue(repositories), arguments.GetValue(transport)));
        return command;
    }

    private static async Task RunAsync(int repositories, FleetTransport transport)
    {
        await using var fleet = await ServedFleet.StartAsync(Factor * repositories, transport, TimeSpan.Zero);
        var (small, large) = (new List<Measurement>(), new List<Measurement>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (count, results) in new[] { (repositories, small), (Factor * repositories, large) })
            {
                results.Add(await MeasuredProcess.RunAsync(fleet.Folder, new FleetCommands(fleet, FleetRepositories.Names(count)).Plan("run"), fleet.Proxy));
                Directory.Delete(fleet.Work, recursive: true);
            }
        }

        Print(repositories, Measurement.Median(small), Measurement.Median(large), string.Create(
            CultureInfo.InvariantCulture, $"plan over {transport}, {FleetCommands.Jobs} at a time, medians of {Rounds} rounds"));
    }

    private static void Print(int repositories, Measurement small, Measurement large, string title)
    {
        var table = new Table { Title = new TableTitle(title) }.AddColumns("repositories", "time", "CPU", "peak memory");
        AddRow(table, Text($"{repositories}"), Text($"{small.Seconds:F2} s"), Text($"{small.CpuSeconds:F2} s"), Text($"{small.PeakMemory / 1e6:F0} MB"));
        AddRow(table, Text($"{Factor * repositories}"), Text($"{large.Seconds:F2} s"), Text($"{large.CpuSeconds:F2} s"), Text($"{large.PeakMemory / 1e6:F0} MB"));
        AddRow(table, "ratio", Text($"{large.Seconds / small.Seconds:F2}"), Text($"{large.CpuSeconds / small.CpuSeconds:F2}"), Text($"{large.PeakMemory / small.PeakMemory:F2}"));
        AddRow(table, "aim", "≤ 10.5", "", "≤ 1.20");
        AnsiConsole.Write(table);
    }

    private static void AddRow(Table table, params string[] cells) => table.AddRow(cells);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

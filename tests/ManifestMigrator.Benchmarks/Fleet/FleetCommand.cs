using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary><c>fleet</c>: a plan beside what one would do without the tool, in one run on one machine.</summary>
internal static class FleetCommand
{
    private const int Rounds = 3;

    public static Command Create()
    {
        var repositories = new Option<int>("--repositories") { Description = "How many there are.", DefaultValueFactory = _ => 200 };
        var transport = new Option<FleetTransport>("--transport") { Description = "How they are served.", DefaultValueFactory = _ => FleetTransport.Http };
        var delay = new Option<int>("--delay") { Description = "Milliseconds for each connection and each question on it." };
        var command = new Command("fleet", "Measures plan beside clone, jq and diff, beside fetches, full clones and ls-remote.") { repositories, transport, delay };
        command.SetAction((arguments, _) => RunAsync(
            arguments.GetValue(repositories), arguments.GetValue(transport), TimeSpan.FromMilliseconds(arguments.GetValue(delay))));
        return command;
    }

    private static async Task RunAsync(int repositories, FleetTransport transport, TimeSpan delay)
    {
        await using var fleet = await ServedFleet.StartAsync(repositories, transport, delay);
        var commands = new FleetCommands(fleet, FleetRepositories.Names(repositories));
        var measured = new (string Name, Func<IReadOnlyList<string>> Line)[]
        {
            ("plan", () => commands.Plan("first")),
            ("plan again", () => commands.Plan("second")),
            ("clone --depth 1, jq, diff", commands.CloneJqDiff),
            ("fetch --depth 1 alone", commands.Fetch),
            ("full clone", commands.FullClone),
            ("ls-remote", commands.LsRemote),
        };
        var rounds = measured.Select(_ => new List<Measurement>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (line, results) in measured.Select(command => command.Line).Zip(rounds))
                results.Add(await MeasuredProcess.RunAsync(fleet.Folder, line(), fleet.Proxy));
            Directory.Delete(fleet.Work, recursive: true);
        }

        var medians = measured.Zip(rounds).ToDictionary(pair => pair.First.Name, pair => Measurement.Median(pair.Second), StringComparer.Ordinal);
        Print(medians, string.Create(
            CultureInfo.InvariantCulture,
            $"{repositories} repositories over {transport} with {delay.TotalMilliseconds} ms of delay, {FleetHistory.Commits} commits and {FleetHistory.Files + 1} files each; {FleetCommands.Jobs} at a time, medians of {Rounds} rounds"));
    }

    private static void Print(Dictionary<string, Measurement> medians, string title)
    {
        var table = new Table { Title = new TableTitle(title) }.AddColumns("", "beside", "time", "CPU", "bytes", "aim (time)");
        foreach (var (name, other, aim) in new[]
        {
            ("plan", "clone --depth 1, jq, diff", "< 1"),
            ("plan", "fetch --depth 1 alone", "≤ 1.20"),
            ("plan", "full clone", ""),
            ("plan again", "ls-remote", "≤ 1.20"),
            ("plan again", "plan", ""),
        })
        {
            var (one, another) = (medians[name], medians[other]);
            table.AddRow(name, other, Ratio(one.Seconds, another.Seconds), Ratio(one.CpuSeconds, another.CpuSeconds), Ratio(one.Received, another.Received), aim);
        }
        AnsiConsole.Write(table);
        foreach (var (name, median) in medians)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-26} {median.Seconds,7:F2} s {median.CpuSeconds,7:F2} s CPU {median.Received / 1e6,8:F2} MB"));
    }

    private static string Ratio(double one, double another) => (one / another).ToString("F2", CultureInfo.InvariantCulture);
}

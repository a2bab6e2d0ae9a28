using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ManifestMigrator.Fuzz;

// Changes known inputs at random and checks laws on what comes out, for as long as one lets it.
// dotnet run --project tests/ManifestMigrator.Fuzz -- --minutes 5 --target json --corpus FOLDER
var minutes = new Option<double>("--minutes") { Description = "How long to run.", DefaultValueFactory = _ => 1 };
var target = new Option<string>("--target") { Description = "What to try; all in turn when left out." };
var seed = new Option<int?>("--seed") { Description = "Number that chooses the inputs; printed at the start, so that a run can be repeated." };
var corpus = new Option<DirectoryInfo?>("--corpus") { Description = "Folder with more inputs for json and lexer, such as real manifests." };
var output = new Option<DirectoryInfo>("--out") { Description = "Folder for inputs that break a law.", DefaultValueFactory = _ => new DirectoryInfo("fuzz-findings") };
target.AcceptOnlyFromAmong([.. Targets.All.Select(each => each.Name)]);

var command = new RootCommand("Changes known inputs at random and checks laws on what comes out.") { minutes, target, seed, corpus, output };
command.SetAction(arguments => Run(
    Targets.All.Where(each => arguments.GetValue(target) is not { } name || each.Name == name).ToList(),
    TimeSpan.FromMinutes(arguments.GetValue(minutes)),
    arguments.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
    arguments.GetValue(corpus),
    arguments.GetValue(output)!));
return command.Parse(args).Invoke();

static int Run(List<Target> targets, TimeSpan duration, int seed, DirectoryInfo? corpus, DirectoryInfo output)
{
    var random = new Random(seed);
    var inputs = targets.ToDictionary(target => target, target => target.Corpus(corpus));
    var executions = targets.ToDictionary(target => target, _ => 0L);
    var times = targets.ToDictionary(target => target, _ => new Stopwatch());
    var findings = new SortedDictionary<string, int>(StringComparer.Ordinal);
    Console.WriteLine(Invariant($"seed {seed}, inputs {string.Join(", ", targets.Select(target => $"{target.Name} {inputs[target].Count}"))}"));

    for (var clock = Stopwatch.StartNew(); clock.Elapsed < duration;)
    {
        // Each target gets the same time; first come the inputs as they are, then changed ones.
        var target = targets.MinBy(each => times[each].ElapsedTicks)!;
        var known = inputs[target];
        var input = executions[target] < known.Count ? known[(int)executions[target]] : Mutation.Change(random, known, target.Words);
        executions[target]++;
        times[target].Start();
        var law = Broken(target, input);
        times[target].Stop();
        if (law is null)
            continue;

        var name = Invariant($"{target.Name}: {law.Split('\n')[0]}");
        findings[name] = findings.GetValueOrDefault(name) + 1;
        if (findings[name] == 1)
            Save(output, target, Mutation.Minimise(input, shorter => Broken(target, shorter) == law), law);
    }

    foreach (var target in targets)
        Console.WriteLine(Invariant($"{target.Name}: {executions[target]} executions"));
    foreach (var (name, count) in findings)
        Console.WriteLine(Invariant($"  {count} times {name}"));
    Console.WriteLine(findings.Count == 0 ? "No law was broken." : Invariant($"{findings.Count} laws were broken; the inputs are in {output.FullName}"));
    return findings.Count == 0 ? 0 : 1;
}

// The law that an input breaks, or null. What a target throws is a broken law, too, and so is taking long.
static string? Broken(Target target, byte[] input)
{
    var clock = Stopwatch.StartNew();
    try
    {
        var law = target.Law(input);
        return law ?? (clock.Elapsed > TimeSpan.FromSeconds(20) ? "takes more than 20 seconds" : null);
    }
#pragma warning disable CA1031 // Do not catch general exception types: whatever is thrown is what the run looks for.
    catch (Exception exception)
    {
        return $"{exception.GetType().Name} at {exception.StackTrace?.Split('\n')[0].Trim()}";
    }
#pragma warning restore CA1031
}

static void Save(DirectoryInfo output, Target target, byte[] input, string law)
{
    output.Create();
    var name = $"{target.Name}-{Convert.ToHexStringLower(SHA256.HashData(input))[..12]}";
    File.WriteAllBytes(Path.Combine(output.FullName, name + ".input"), input);
    File.WriteAllText(Path.Combine(output.FullName, name + ".txt"), law + "\n");
    Console.WriteLine(Invariant($"{name}: {law}"));
}

static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

using System.Globalization;
using ManifestMigrator.Tests.Fixtures;

namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>A folder of bare repositories. Beyond <see cref="Distinct"/> of them the rest are the same ones under other names.</summary>
internal static class FleetRepositories
{
    public const int Distinct = 200;

    public static IReadOnlyList<string> Names(int count) =>
        [.. Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"fleet/konnector-{number:D4}.git"))];

    public static void Make(string folder, int count, int commits)
    {
        var names = Names(count);
        Parallel.For(0, Math.Min(count, Distinct), number =>
        {
            var repository = GitRepository.CreateEmpty(Path.Combine(folder, names[number]));
            GitRepository.Git(repository.Path, FleetHistory.Create(number, FleetManifests.All[number % FleetManifests.All.Count], commits), "fast-import", "--quiet");
        });
        for (var number = Distinct; number < count; number++)
            Directory.CreateSymbolicLink(Path.Combine(folder, names[number]), Path.Combine(folder, names[number % Distinct]));
    }
}

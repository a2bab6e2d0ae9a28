using System.Diagnostics;

namespace ManifestMigrator.Benchmarks;

/// <summary>How long something takes that was done once before.</summary>
internal static class MedianTime
{
    public const int Rounds = 5;

    public static TimeSpan Of(Action action)
    {
        action();
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            action();
            times.Add(watch.Elapsed);
        }
        return times.Order().ElementAt(Rounds / 2);
    }
}

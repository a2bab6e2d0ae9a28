namespace ManifestMigrator.Benchmarks.Fleet;

/// <summary>What one command took.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">User and system time of the process and all its children.</param>
/// <param name="PeakMemory">Most memory that the process itself held, in bytes.</param>
/// <param name="Received">Bytes that the servers sent.</param>
/// <param name="Requests">Requests that a web server had.</param>
internal sealed record Measurement(double Seconds, double CpuSeconds, double PeakMemory, double Received, double Requests)
{
    /// <summary>Each number's own median.</summary>
    public static Measurement Median(IReadOnlyCollection<Measurement> rounds) => new(
        Median(rounds, round => round.Seconds),
        Median(rounds, round => round.CpuSeconds),
        Median(rounds, round => round.PeakMemory),
        Median(rounds, round => round.Received),
        Median(rounds, round => round.Requests));

    private static double Median(IReadOnlyCollection<Measurement> rounds, Func<Measurement, double> number) =>
        rounds.Select(number).Order().ElementAt(rounds.Count / 2);
}

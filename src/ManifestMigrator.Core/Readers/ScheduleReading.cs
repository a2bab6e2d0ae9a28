using System.Globalization;
using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>Reads when a konnector runs.</summary>
internal static class ScheduleReading
{
    private static readonly string[] Frequencies = ["hourly", "daily", "weekly", "monthly"];

    public static Schedule ReadSchedule(Reading reading)
    {
        var frequency = reading["frequency"]?.AsString();
        var (from, to) = Hours(reading.Renamed("time_interval", "time-interval", "timeInterval"));
        return new Schedule(Frequencies.Contains(frequency, StringComparer.Ordinal) ? frequency! : "weekly", from, to);
    }

    public static Trait Trait(Schedule schedule) => new(
        Aspect.Schedule,
        "the schedule",
        string.Create(CultureInfo.InvariantCulture, $"{schedule.Frequency} from {schedule.FromHour} to {schedule.ToHour}"),
        "time_interval", "timeInterval", "frequency");

    private static (double From, double To) Hours(SyntaxNode? interval) =>
        interval is ArrayNode { Count: 2 } array && Hour(array.Items[0]) is { } from && Hour(array.Items[1]) is { } to ? (from, to) : (0, 5);

    private static double? Hour(SyntaxNode node) =>
        node is ScalarNode { Kind: JsonScalarKind.Number } && double.Parse(node.Text, CultureInfo.InvariantCulture) is >= 0 and <= 24 and var hour ? hour : null;
}

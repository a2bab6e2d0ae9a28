using System.Globalization;
using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Readers;

/// <summary>When readers let a konnector run.</summary>
/// <param name="Frequency"><c>hourly</c>, <c>daily</c>, <c>weekly</c> or <c>monthly</c>; readers take anything else for weekly.</param>
/// <param name="FromHour">Begin of the hours in which it runs, 0 unless the manifest says otherwise.</param>
/// <param name="ToHour">End of those hours, 5 unless the manifest says otherwise.</param>
public sealed record Schedule(string Frequency, double FromHour, double ToHour)
{
    internal static Schedule Read(ObjectNode manifest)
    {
        var (from, to) = Hours(manifest["time_interval"]);
        return new Schedule(manifest["frequency"]?.AsString() is { } word && Vocabulary.Frequencies.Has(word) ? word : "weekly", from, to);
    }

    internal IEnumerable<Trait> Traits() =>
    [
        new(Aspect.Schedule, "the hours", string.Create(CultureInfo.InvariantCulture, $"{FromHour} to {ToHour}"), "/time_interval"),
        new(Aspect.Schedule, "the frequency", Frequency, "/frequency"),
    ];

    private static (double From, double To) Hours(SyntaxNode? interval) =>
        interval is ArrayNode { Items: [var first, var last] } && Hour(first) is { } from && Hour(last) is { } to ? (from, to) : (0, 5);

    private static double? Hour(SyntaxNode node) =>
        Shape.Number.Fits(node) && double.Parse(node.Text, CultureInfo.InvariantCulture) is >= 0 and <= 24 and var hour ? hour : null;
}

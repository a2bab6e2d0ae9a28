using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.TypeConversion;

namespace ManifestMigrator.Reports.Csv;

/// <summary>Lets CsvHelper write and read every text through <see cref="HarmlessText"/>.</summary>
internal sealed class HarmlessTextConverter : StringConverter
{
    public override string ConvertToString(object? value, IWriterRow row, MemberMapData memberMapData) =>
        HarmlessText.Guarded((string?)value ?? "");

    public override object ConvertFromString(string? text, IReaderRow row, MemberMapData memberMapData) =>
        HarmlessText.Original(text ?? "");
}

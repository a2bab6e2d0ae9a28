using System.Globalization;
using System.Text.Json;
using CsvHelper.Configuration;

namespace ManifestMigrator.Reports.Csv;

/// <summary>A column for every property of a row, named in snake_case.</summary>
internal sealed class CsvColumns<TRow> : ClassMap<TRow>
{
    public CsvColumns()
    {
        AutoMap(CultureInfo.InvariantCulture);
        foreach (var column in MemberMaps)
            column.Name(JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Data.Member!.Name));
    }
}

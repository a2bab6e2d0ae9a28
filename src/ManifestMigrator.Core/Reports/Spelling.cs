using System.Text.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Reports;

/// <summary>How statuses, forms, kinds, impacts and severities are written in every report and on the command line.</summary>
public static class Spelling
{
    /// <summary>The word for a value, e.g. <c>no-manifest</c>, <c>2017</c> or <c>v2</c>.</summary>
    public static string Spell<TValue>(TValue value)
        where TValue : struct, Enum => Words<TValue>.ByValue[value];

    /// <summary>All words of a kind of value, in the order of the values.</summary>
    public static IEnumerable<string> All<TValue>()
        where TValue : struct, Enum => Enum.GetValues<TValue>().Select(Spell);

    /// <summary>The value that is written with a word; false when there is none.</summary>
    public static bool TryRead<TValue>(string word, out TValue value)
        where TValue : struct, Enum => Words<TValue>.ByWord.TryGetValue(word, out value);

    /// <summary>The name in C#, in kebab-case, but for the forms that have a name of their own.</summary>
    private static string Word(Enum value) => value switch
    {
        ManifestForm.Version2 => "v2",
        ManifestForm.Year2017 => "2017",
        _ => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()),
    };

    private static class Words<TValue>
        where TValue : struct, Enum
    {
        public static readonly Dictionary<TValue, string> ByValue = Enum.GetValues<TValue>().ToDictionary(value => value, value => Word(value));
        public static readonly Dictionary<string, TValue> ByWord = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}

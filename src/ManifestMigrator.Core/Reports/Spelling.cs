using System.Text.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Reports;

/// <summary>How statuses, forms, kinds, impacts and severities are written in every report and on the command line.</summary>
public static class Spelling
{
    /// <summary>The word for a value, e.g. <c>no-manifest</c>, <c>2017</c> or <c>v2</c>.</summary>
    public static string Spell<TValue>(TValue value)
        where TValue : struct, Enum => Words<TValue>.All[(int)(object)value];

    /// <summary>All words of a kind of value, in the order of the values.</summary>
    public static IReadOnlyList<string> All<TValue>()
        where TValue : struct, Enum => Words<TValue>.All;

    /// <summary>The value that is written with a word; false when there is none.</summary>
    public static bool TryRead<TValue>(string word, out TValue value)
        where TValue : struct, Enum
    {
        var index = Array.IndexOf(Words<TValue>.All, word);
        value = (TValue)(object)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>The name in C#, in kebab-case, but for the forms that have a name of their own.</summary>
    private static string Word(string name) => name switch
    {
        nameof(ManifestForm.Version2) => "v2",
        nameof(ManifestForm.Year2017) => "2017",
        _ => JsonNamingPolicy.KebabCaseLower.ConvertName(name),
    };

    /// <summary>The words by the values, which count from 0.</summary>
    /// <remarks>An array, and nothing that is generic over the values: such code is compiled when the program starts.</remarks>
    private static class Words<TValue>
        where TValue : struct, Enum
    {
        public static readonly string[] All = Array.ConvertAll(Enum.GetNames(typeof(TValue)), Word);
    }
}

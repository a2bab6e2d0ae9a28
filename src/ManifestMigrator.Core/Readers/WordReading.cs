using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>Reads the lists of words: categories and data types.</summary>
internal static class WordReading
{
    /// <summary>Readers drop every other category.</summary>
    private static readonly HashSet<string> KnownCategories = new(StringComparer.Ordinal)
    {
        "energy", "insurance", "isp", "shopping", "telecom", "transport", "banking", "health", "host_provider", "online_services",
        "partners", "press", "productivity", "public_service", "social", "others",
    };

    private static readonly Dictionary<string, string> OldCategories = new(StringComparer.Ordinal) { ["transportation"] = "transport", ["other"] = "others" };

    private static readonly Dictionary<string, string> OldDataTypes = new(StringComparer.Ordinal)
    {
        ["documents"] = "document",
        ["bills"] = "bill",
        ["pictures"] = "picture",
        ["video_stream"] = "videostream",
        ["bank_accounts"] = "bankAccounts",
        ["bank_transactions"] = "bankTransactions",
        ["blood_pressure"] = "bloodPressure",
        ["course_material"] = "courseMaterial",
        ["phone_communication_log"] = "phonecommunicationlog",
        ["sleep_time"] = "sleepTime",
        ["step_count"] = "stepsNumber",
        ["steps_number"] = "stepsNumber",
        ["travel_date"] = "travelDate",
    };

    public static Trait Categories(Reading reading)
    {
        var known = Categories(reading["categories"], reading["category"], reading.Causes.Has("category", "/category"))
            .Select(word => Today(reading, word, "category-values", OldCategories))
            .Where(KnownCategories.Contains)
            .DefaultIfEmpty("others");
        return new Trait(Aspect.Other, "the categories", Set(known), "categories", "category");
    }

    public static Trait DataTypes(Reading reading)
    {
        var types = reading.Renamed("data_types", "data-types", "dataType", "dataTypes", "data_type");
        var text = types is ArrayNode array
            ? Set(array.Items.Select(item => item.AsString() is { } word
                ? JsonString.Encode(Today(reading, word, "data-type-values", OldDataTypes))
                : Values.Plain(item)))
            : Values.Plain(types);
        return new Trait(Aspect.Other, "the data types", text, "data_types", "dataType", "dataTypes", "data_type");
    }

    /// <summary>The array; without one, a single word; an array under the old name counts only where a rule says that it moved it.</summary>
    private static IEnumerable<string> Categories(SyntaxNode? array, SyntaxNode? single, bool isMoved)
    {
        if (Values.IsTruthy(array) && !(isMoved && array is ArrayNode { Count: 0 }))
            return Words(array);
        return isMoved || single is not ArrayNode ? Words(single) : [];
    }

    private static IEnumerable<string> Words(SyntaxNode? node) => node switch
    {
        ArrayNode array => array.Items.Select(item => item.AsString()).OfType<string>(),
        _ when node?.AsString() is { } word => [word],
        _ => [],
    };

    /// <summary>Neither the order of the words counts nor how often one stands there.</summary>
    private static string Set(IEnumerable<string> words) => string.Join(", ", words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string Today(Reading reading, string word, string rule, Dictionary<string, string> old) =>
        old.TryGetValue(word, out var today) && reading.Causes.HasWord(rule, word) ? today : word;
}

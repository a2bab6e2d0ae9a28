namespace ManifestMigrator.Manifest;

/// <summary>The words that version 2 knows, and further ones that today's readers know.</summary>
internal static class Vocabulary
{
    public static readonly WordList Categories = new(
        "energy", "insurance", "isp", "shopping", "telecom", "transport", "banking", "health", "host_provider", "online_services",
        "partners", "press", "productivity", "public_service", "social",
        /* readers and registry */ "others", "education", "clouds", "tech", "finance");

    /// <summary>The categories that cozy-client shows; it drops every other one.</summary>
    public static readonly WordList CategoriesOfReaders = new(
        "energy", "insurance", "isp", "shopping", "telecom", "transport", "banking", "health", "host_provider", "online_services",
        "partners", "press", "productivity", "public_service", "social", "others");

    public static readonly WordList DataTypes = new(
        "activity", "appointment", "bankTransactions", "bankAccounts", "bill", "bloodPressure", "calendar", "certificate", "commit",
        "consumption", "contact", "contract", "courseMaterial", "document", "event", "family", "geopoint", "heartbeat", "home",
        "phonecommunicationlog", "podcast", "profile", "refund", "sinister", "sleepTime", "stepsNumber", "temperature", "travelDate",
        "tweet", "videostream", "weight",
        /* readers */ "picture");

    public static readonly WordList Frequencies = new("monthly", "weekly", "daily", /* readers */ "hourly");

    public static readonly WordList FieldTypes = new(
        "dropdown", "email", "hidden", "password", "text", "checkbox",
        /* readers */ "date", "tel");

    /// <summary>Labels for which cozy-harvest-lib has texts of its own.</summary>
    public static readonly WordList Labels = new(
        "answer", "birthdate", "code", "date", "email", "firstname", "lastname", "login", "password", "phone", "branchName");

    public static readonly WordList Verbs = new("GET", "POST", "PUT", "PATCH", "DELETE", "ALL");
}

/// <summary>Words that a value, or a key, may be.</summary>
/// <param name="Words">The words, in the order in which they are listed for people.</param>
internal sealed record WordList(params IReadOnlyList<string> Words)
{
    public bool Has(string word) => Words.Contains(word, StringComparer.Ordinal);

    /// <summary>
    /// The word that a misspelled one was probably meant to be: the same but for capitals, blanks and dashes, or one with at most one
    /// letter in four changed.
    /// </summary>
    /// <returns><see langword="null"/> when none is near.</returns>
    public string? Nearest(string word)
    {
        var letters = Letters(word);
        return Words
            .Select(candidate => (candidate, other: Letters(candidate)))
            .Where(pair => Math.Abs(pair.other.Length - letters.Length) <= Limit(pair.other.Length))
            .Select(pair => (pair.candidate, distance: Distance(letters, pair.other), limit: Limit(Math.Min(letters.Length, pair.other.Length))))
            .Where(pair => pair.distance <= pair.limit)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    private static int Limit(int length) => Math.Max(length / 4, length > 2 ? 1 : 0);

    private static string Letters(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>How many letters must be put in, taken out, replaced or swapped with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }
                var replaced = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[left.Length, right.Length];
    }
}

using ManifestMigrator.Text;

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
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in Words)
        {
            var other = Letters(candidate);
            if (Math.Abs(other.Length - letters.Length) > Limit(other.Length))
                continue;
            var distance = EditDistance.Between(letters, other);
            if (distance < least && distance <= Limit(Math.Min(letters.Length, other.Length)))
                (nearest, least) = (candidate, distance);
        }
        return nearest;
    }

    private static int Limit(int length) => Math.Max(length / 4, length > 2 ? 1 : 0);

    private static string Letters(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

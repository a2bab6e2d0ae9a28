namespace ManifestMigrator.Manifest;

/// <summary>The words that version 2 knows (seed 004), and those beside them that today's readers know.</summary>
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

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>Names that konnectors have for what the user configured.</summary>
internal static class FieldNames
{
    public const string FolderPath = "folderPath";

    /// <summary>The folder in the environment of a run, from which the path is made.</summary>
    public const string FolderToSave = "folder_to_save";

    public const string Environment = "COZY_FIELDS";

    /// <summary>What the variable is called that a konnector reads the environment into.</summary>
    public const string EnvironmentFields = "cozyFields";

    public static readonly string[] Objects = ["fields", "requiredFields"];

    /// <summary>Functions that store files in the folder, and read it from the fields they are given.</summary>
    public static readonly string[] Savers = ["saveFiles", "saveBills"];

    /// <summary>The middleware that did so before, in both its spellings.</summary>
    public static readonly string[] Middleware = ["saveDataAndFile", "saveDateAndFile"];
}

namespace ManifestMigrator.SourceCode;

/// <summary>A place where code depends on a configured field.</summary>
/// <param name="Name">The field; empty where that is not known.</param>
/// <param name="Use">How.</param>
/// <param name="Code">The file.</param>
/// <param name="Offset">Where in the file.</param>
internal sealed record FieldRead(string Name, FieldUse Use, CodeFile Code, int Offset);

/// <summary>How code reaches a configured field.</summary>
internal enum FieldUse
{
    /// <summary>It reads the field: <c>fields.login</c>.</summary>
    Read,

    /// <summary>It sets the field.</summary>
    Write,

    /// <summary>It reads a field whose name it computes.</summary>
    Computed,

    /// <summary>It gives the fields to code that is out of sight.</summary>
    Escape,

    /// <summary>It gives the path of the folder to <c>saveFiles</c> or <c>saveBills</c>.</summary>
    GivenPath,

    /// <summary>It gives all fields to <c>saveFiles</c> or <c>saveBills</c>, which read the folder.</summary>
    GivenFields,

    /// <summary>It calls the middleware that reads the folder.</summary>
    Middleware,

    /// <summary>It reads the environment itself, where the fields come from.</summary>
    Environment,
}

/// <summary>The configured fields, or an object that has them somewhere inside.</summary>
/// <param name="IsEnvironment">Whether they are those of the environment, which have more members.</param>
/// <param name="Path">The members to take to come to them, with slashes between; empty for the fields themselves.</param>
internal readonly record struct FieldValue(bool IsEnvironment, string Path)
{
    /// <summary>A step of a path: the result of calling a function.</summary>
    public const string Result = "()";

    /// <summary>The fields that the code set itself, with spaces between: reading them is no read of the configured ones.</summary>
    public string Set { get; init; } = "";

    /// <summary>The same value after the code has set further fields.</summary>
    public FieldValue Overwritten(IEnumerable<string> names)
    {
        var all = names.Concat(Set.Split(' ')).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return this with { Set = string.Join(' ', all) };
    }

    public bool IsSet(string name) => Set.Length > 0 && Array.IndexOf(Set.Split(' '), name) >= 0;

    public int Depth => Path.Length == 0 ? 0 : Path.Count(character => character == '/') + 1;

    public string Head => Path.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? Path[..slash] : Path;

    public FieldValue Tail => this with { Path = Path.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? Path[(slash + 1)..] : "" };

    /// <summary>An object that has the value as a member.</summary>
    public FieldValue Inside(string member)
    {
        var name = member.Length == 0 ? "?" : member.Replace('/', '?');
        return this with { Path = Path.Length == 0 ? name : $"{name}/{Path}" };
    }
}

/// <summary>Names that konnectors use for what the user configured.</summary>
internal static class FieldNames
{
    public const string FolderPath = "folderPath";

    /// <summary>The folder in the environment of a run, from which the path is made.</summary>
    public const string FolderToSave = "folder_to_save";

    public const string Environment = "COZY_FIELDS";

    /// <summary>The usual name of a variable that holds the environment.</summary>
    public const string EnvironmentFields = "cozyFields";

    /// <summary>The member of a konnector that holds its fields.</summary>
    public const string Member = "fields";

    /// <summary>The usual names of a parameter that holds the fields.</summary>
    public static readonly string[] Objects = [Member, "requiredFields"];

    /// <summary>Functions that store files in the folder, and read it from the fields they are given.</summary>
    public static readonly string[] Savers = ["saveFiles", "saveBills"];

    /// <summary>The middleware that did so before, in both its spellings.</summary>
    public static readonly string[] Middleware = ["saveDataAndFile", "saveDateAndFile"];
}

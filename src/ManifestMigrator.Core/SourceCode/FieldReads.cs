using System.Collections.Frozen;

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

/// <summary>Functions of libraries that are known to take all fields, and what they do with them.</summary>
/// <remarks>Where a name is common, it is only known after the names of the libraries that have it.</remarks>
internal static class KnownCalls
{
    /// <summary>What konnectors share. It reads none of the fields it is given but the folder and what <see cref="FieldFlow"/> reports for it.</summary>
    private static readonly FrozenSet<string> Shared = FrozenSet.ToFrozenSet(
        [
            "saveFiles", "saveBills", "saveIdentity", "saveDataAndFile", "saveDateAndFile", "updateOrCreate", "addData", "hydrateAndFilter",
            "filterData", "filterExisting", "linkBankOperations", "linkBankOperation", "args",
        ],
        StringComparer.Ordinal);

    /// <summary>What only looks at names, at the kind of a value, or whether there is one.</summary>
    private static readonly FrozenSet<string> Harmless = FrozenSet.ToFrozenSet(
        [
            "keys", "getOwnPropertyNames", "isArray", "isEmpty", "isNil", "isNull", "isUndefined", "isObject", "isPlainObject", "size", "Boolean",
            "String", "isEqual", "set", "unset", "defineProperty", "Error", "TypeError", "assert", "ok",
            "bindAll", "autoBind", "autobind",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> PassThrough = FrozenSet.ToFrozenSet(
        [
            "assign", "freeze", "seal", "clone", "cloneDeep", "defaults", "defaultsDeep", "merge", "extend", "resolve", "structuredClone", "omit",
            "omitBy", "pickBy", "mapValues", "toPlainObject", "create", "stringify", "inspect", "parse", "Object", "identity",
        ],
        StringComparer.Ordinal);

    /// <summary>Names that mean something else in other libraries, so that they are not known by themselves.</summary>
    private static readonly FrozenSet<string> Common = FrozenSet.ToFrozenSet(
        ["set", "unset", "ok", "resolve", "create", "parse", "size", "result", "keys"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Libraries = FrozenSet.ToFrozenSet(
        ["Object", "Array", "JSON", "Promise", "Reflect", "_", "lodash", "fp", "R", "ramda", "$", "jQuery", "util", "assert", "bluebird", "Bluebird"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> Loggers = FrozenSet.ToFrozenSet(
        [
            "log", "debug", "info", "warn", "warning", "error", "trace", "verbose", "silly", "print", "dir", "table", "success", "critical",
            "fatal", "secret",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> LogReceivers = FrozenSet.ToFrozenSet(
        ["console", "log", "logger", "debug", "winston", "minilog", "bunyan", "_log", "LOG", "Logger"], StringComparer.Ordinal);

    /// <summary>Whether the function does nothing with the fields that could miss one.</summary>
    /// <param name="name">The function.</param>
    /// <param name="receiver">The name before it; <see langword="null"/> where there is none, empty for anything but a name.</param>
    public static bool IsHarmless(string name, string? receiver) => Shared.Contains(name) || (Harmless.Contains(name) && IsKnown(name, receiver));

    /// <summary>Whether a function of the library runs the function it is given and has its result.</summary>
    public static bool Runs(string name) => name is "retry" or "wrapIfSentrySetUp";

    /// <summary>Whether the result is, or holds, what the function is given.</summary>
    public static bool PassesThrough(string name, string? receiver) => PassThrough.Contains(name) && IsKnown(name, receiver);

    /// <summary>Whether the function puts values into its first argument.</summary>
    public static bool Fills(string name) => name is "assign" or "defaults" or "defaultsDeep" or "merge" or "extend";

    /// <summary>Whether the function reads one member of its first argument, whose name is the second.</summary>
    public static bool ReadsPath(string name, string? receiver) => name is "get" or "has" or "result" or "hasOwn" && IsKnown(name, receiver);

    /// <summary>Whether the function takes some members of its first argument, whose names follow.</summary>
    public static bool Picks(string name, string? receiver) => name == "pick" && IsKnown(name, receiver);

    public static bool IsLog(string name, string? receiver) => receiver switch
    {
        null => name is "log" or "debug" or "logger" or "printit",
        "this" => name == "log",
        _ => Loggers.Contains(name) && LogReceivers.Contains(receiver),
    };

    private static bool IsKnown(string name, string? receiver) => receiver is null ? !Common.Contains(name) : Libraries.Contains(receiver);
}

using System.Collections.Frozen;

namespace ManifestMigrator.SourceCode;

/// <summary>The name of a function that a call runs and whose code is not there.</summary>
/// <param name="Name">The name that its module gives it, where that is known.</param>
/// <param name="Receiver">The name before it; <see langword="null"/> where there is none, empty for anything but a name.</param>
/// <param name="Module">The module it comes from; <see langword="null"/> where that is not known.</param>
/// <param name="Bound">How many of its first arguments are given already.</param>
internal sealed record CalledName(string Name, string? Receiver, string? Module, int Bound);

/// <summary>Finds the names of what calls run: through renamed imports, constants, <c>bind</c>, and functions that make functions.</summary>
internal static class CalledNames
{
    private const int MaximumDepth = 10;
    private const string Fetcher = "fetcher";

    /// <summary>The names; several where the code chooses.</summary>
    /// <param name="file">The file.</param>
    /// <param name="last">The last token of what is called.</param>
    public static IReadOnlyList<CalledName> Find(CodeFile file, int last) => [.. Find(file, last, 0, 0)];

    /// <summary>Whether the list of operations of old konnectors is called: <c>fetcher.new().use(…)</c>, or <c>.use(…)</c> of a name for it.</summary>
    public static bool IsOfFetcher(CodeFile file, Call call) =>
        file.Tokens.IsMember(call.Callee) && IsFetcher(file, Expressions.ChainStart(file, call.Callee), 0);

    private static IEnumerable<CalledName> Find(CodeFile file, int last, int bound, int depth)
    {
        var tokens = file.Tokens;
        if (depth > MaximumDepth)
            return [];
        if (file.Links.Expressions.TryGetValue(last, out var import))
            return [new CalledName(import.Name, null, import.Specifier, bound)];
        if (tokens.Is(last, ")"))
            return Made(file, last, bound, depth);
        if (!tokens.IsName(last))
            return [];
        return tokens.IsMember(last) ? [Member(file, last, bound)] : Named(file, last, bound, depth);
    }

    private static IEnumerable<CalledName> Made(CodeFile file, int closing, int bound, int depth)
    {
        var tokens = file.Tokens;
        var opening = tokens.Partner(closing);
        if (file.Structure.CallAt(opening) is not { } call)
            return opening < 0 ? [] : Alternatives(file, opening + 1, closing, bound, depth);
        return tokens.Is(call.Callee, "bind") && tokens.IsDot(call.Callee - 1)
            ? Find(file, call.Callee - 2, bound + Math.Max(0, call.Arguments.Count - 1), depth + 1)
            : Find(file, call.Callee, 0, depth + 1);
    }

    private static IEnumerable<CalledName> Alternatives(CodeFile file, int start, int end, int bound, int depth) =>
        Expressions.Alternatives(file, start, end).SelectMany(range => Find(file, range.End - 1, bound, depth + 1));

    private static CalledName Member(CodeFile file, int name, int bound)
    {
        var tokens = file.Tokens;
        if (tokens.Is(name - 1, "@"))
            return new CalledName(tokens.Word(name), "this", null, bound);
        if (!tokens.IsDot(name - 1) || !tokens.IsName(name - 2))
            return new CalledName(tokens.Word(name), "", null, bound);
        var import = tokens.IsMember(name - 2) || file.Structure.BindingAt(name - 2) is not { } binding ? null : file.Links.Imports.GetValueOrDefault(binding);
        return new CalledName(tokens.Word(name), tokens.Word(name - 2), import?.Specifier, bound);
    }

    private static List<CalledName> Named(CodeFile file, int name, int bound, int depth)
    {
        var tokens = file.Tokens;
        var itself = new CalledName(tokens.Word(name), null, null, bound);
        if (file.Structure.BindingAt(name) is not { } binding)
            return [itself];
        if (file.Links.Imports.TryGetValue(binding, out var import))
            return [itself with { Name = import.Name == ModuleLinks.Whole ? itself.Name : import.Name, Module = import.Specifier }];
        if (binding is { Value: >= 0, ParameterOf: null, Assignments.Count: 1 }
            && Alternatives(file, binding.Value, Expressions.At(file, binding.Value).End, bound, depth).ToList() is { Count: > 0 } values)
            return values;
        return [Taken(file, binding.Declared, itself)];
    }

    /// <summary>A name that a pattern takes from an object: <c>const { saveFiles: save } = this</c>.</summary>
    private static CalledName Taken(CodeFile file, int declared, CalledName itself)
    {
        var tokens = file.Tokens;
        var opening = declared < 0 ? -1 : file.Structure.Enclosing(declared);
        if (!tokens.Is(opening, "{") || !tokens.Is(tokens.Partner(opening) + 1, "="))
            return itself;
        var isRenamed = tokens.Is(declared - 1, ":") && tokens.IsName(declared - 2);
        return itself with
        {
            Name = isRenamed ? tokens.Word(declared - 2) : itself.Name,
            Receiver = tokens.Is(tokens.Partner(opening) + 2, "this") ? "this" : itself.Receiver,
        };
    }

    private static bool IsFetcher(CodeFile file, int start, int depth)
    {
        var tokens = file.Tokens;
        if (depth > MaximumDepth || !tokens.IsName(start))
            return false;
        if (tokens.Is(start, Fetcher) || (tokens.Is(start, "this") && tokens.Is(start + 2, Fetcher)))
            return true;
        if (tokens.Is(start, "require"))
            return tokens.IsText(start + 2) && tokens.Word(start + 2).EndsWith(Fetcher, StringComparison.Ordinal);
        if (file.Structure.BindingAt(start) is not { } binding)
            return false;
        return file.Links.Imports.TryGetValue(binding, out var import)
            ? import.Name == Fetcher || import.Specifier.EndsWith("/" + Fetcher, StringComparison.Ordinal)
            : binding is { Value: >= 0, ParameterOf: null } && IsFetcher(file, binding.Value, depth + 1);
    }
}

/// <summary>Functions of libraries that are known to take all fields, and what they do with them.</summary>
/// <remarks>Where a name is common, it is only known after the names of the libraries that have it.</remarks>
internal static class KnownCalls
{
    /// <summary>What konnectors share. It reads none of the fields it is given but the folder and what <see cref="FieldFlow"/> reports for it.</summary>
    private static readonly FrozenSet<string> Shared = FrozenSet.ToFrozenSet(
        [
            "saveFiles", "saveBills", "saveIdentity", "saveDataAndFile", "saveDateAndFile", "updateOrCreate", "addData", "hydrateAndFilter",
            "filterData", "filterExisting", "linkBankOperations", "linkBankOperation",
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
            "fatal", "secret", "raw",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> LogReceivers = FrozenSet.ToFrozenSet(
        ["console", "log", "logger", "debug", "winston", "minilog", "bunyan", "_log", "LOG", "Logger"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> LogModules = FrozenSet.ToFrozenSet(
        ["printit", "debug", "winston", "minilog", "bunyan", "pino", "loglevel", "log4js", "signale", "npmlog", "consola", "cozy-logger", "cozy-logger/dist"],
        StringComparer.Ordinal);

    /// <summary>Whether the function does nothing with the fields that could miss one.</summary>
    public static bool IsHarmless(CalledName called) =>
        Shared.Contains(called.Name) || (Harmless.Contains(called.Name) && IsKnown(called)) || IsLog(called);

    /// <summary>Whether a function of the library runs the function it is given and has its result.</summary>
    public static bool Runs(string name) => name is "retry" or "wrapIfSentrySetUp";

    /// <summary>Whether the result is, or holds, what the function is given.</summary>
    public static bool PassesThrough(CalledName called) => PassThrough.Contains(called.Name) && IsKnown(called);

    /// <summary>Whether the function puts values into its first argument.</summary>
    public static bool Fills(string name) => name is "assign" or "defaults" or "defaultsDeep" or "merge" or "extend";

    /// <summary>Whether the function reads one member of its first argument, whose name is the second.</summary>
    public static bool ReadsPath(CalledName called) => called.Name is "get" or "has" or "result" or "hasOwn" && IsKnown(called);

    /// <summary>Whether the result is a list of the values of what the function is given.</summary>
    public static bool Lists(CalledName called) => called is { Name: "values" or "entries", Receiver: "Object" or "_" or "lodash" };

    /// <summary>Whether the function takes some members of its first argument, whose names follow.</summary>
    public static bool Picks(CalledName called) => called.Name == "pick" && IsKnown(called);

    private static bool IsLog(CalledName called) =>
        (called.Module is not null && LogModules.Contains(called.Module))
            || called.Receiver switch
            {
                null => called.Name is "log" or "debug" or "logger" or "printit",
                "this" => called.Name == "log",
                _ => Loggers.Contains(called.Name) && LogReceivers.Contains(called.Receiver),
            };

    private static bool IsKnown(CalledName called) =>
        called.Receiver is null ? !Common.Contains(called.Name) : Libraries.Contains(called.Receiver);
}

using System.CommandLine;
using ManifestMigrator.Git;
using ManifestMigrator.Output;
using ManifestMigrator.Sources;

namespace ManifestMigrator.Commands;

/// <summary>The options of every command.</summary>
internal static class CommonOptions
{
    private static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Print more on standard error.", Recursive = true };
    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Print only errors on standard error.", Recursive = true };
    private static readonly Option<bool> NoColor = new("--no-color") { Description = "Print no colours, as with the environment variable NO_COLOR.", Recursive = true };

    public static void AddTo(Command root)
    {
        root.Options.Insert(0, Help.Create());
        root.Add(Verbose);
        root.Add(Quiet);
        root.Add(NoColor);
    }

    /// <summary>The terminal as the options want it.</summary>
    public static Terminal Terminal(ParseResult arguments)
    {
        var verbosity = arguments.GetValue(Quiet) ? Verbosity.Quiet : arguments.GetValue(Verbose) ? Verbosity.Verbose : Verbosity.Normal;
        return Output.Terminal.Open(verbosity, arguments.GetValue(NoColor));
    }
}

/// <summary>Options that name a file which must exist.</summary>
internal static class ExistingFile
{
    public static Option<FileInfo?> Option(string name, string description)
    {
        var option = new Option<FileInfo?>(name) { Description = description, HelpName = "FILE" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { Exists: false } file)
                result.AddError(Messages.PathNotFound(file.ToString()));
        });
        return option;
    }
}

/// <summary><c>--mappings</c></summary>
internal static class MappingsOption
{
    public static Option<FileInfo?> Create() => ExistingFile.Option("--mappings", "The rules. Default: the built-in ones.");
}

/// <summary><c>--repair</c></summary>
internal static class RepairOption
{
    public static Option<bool> Create() => new("--repair")
    {
        Description = "Repair JSON with a missing comma, a trailing comma or a lost quote, where only one repair is possible. Default: only report it.",
    };
}

/// <summary><c>--repository</c></summary>
internal static class RepositoryOption
{
    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--repository") { Description = description, HelpName = "HOST/OWNER/NAME" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && RepositoryIdentity.ParseName(text) is null)
                result.AddError(Messages.NoRepositoryName(text));
        });
        return option;
    }

    /// <summary>The identity that was given; <see langword="null"/> for none.</summary>
    public static string? Identity(this ParseResult arguments, Option<string?> option) =>
        arguments.GetValue(option) is { } text ? RepositoryIdentity.ParseName(text) : null;
}

/// <summary><c>--cache</c></summary>
internal static class CacheOption
{
    public static Option<string> Create() => new("--cache")
    {
        Description = "Where fetched repositories are kept. Default: manifest-migrator in your cache folder.",
        HelpName = "DIR",
        DefaultValueFactory = _ => CacheFolder.Default,
    };
}

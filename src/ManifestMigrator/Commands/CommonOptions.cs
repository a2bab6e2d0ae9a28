using System.CommandLine;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary>Options that every command has.</summary>
internal static class CommonOptions
{
    private static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Tell more on standard error.", Recursive = true };
    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Tell errors only on standard error.", Recursive = true };
    private static readonly Option<bool> NoColor = new("--no-color") { Description = "No colours; the variable NO_COLOR does the same.", Recursive = true };

    public static void AddTo(RootCommand root)
    {
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

using System.CommandLine;
using ManifestMigrator.Git;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary><c>clean</c>: empties the cache.</summary>
internal static class CleanCommand
{
    private static readonly Option<string> Cache = CacheOption.Create();

    private static readonly Option<bool> Force = new("--force") { Description = "Also remove branches that are applied and not pushed." };

    public static Command Create()
    {
        var command = new Command("clean", "Empties the cache.") { Cache, Force };
        command.SetAction(arguments =>
        {
            var folder = Path.GetFullPath(arguments.GetRequiredValue(Cache));
            CommonOptions.Terminal(arguments).Line(Messages.CacheEmptied(folder, CacheFolder.Empty(folder, arguments.GetValue(Force))));
            return ExitCode.Done;
        });
        return command;
    }
}

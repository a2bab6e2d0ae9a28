using System.CommandLine;
using ManifestMigrator.Git;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary><c>clean</c>: empties the cache.</summary>
internal static class CleanCommand
{
    private static readonly Option<string> Cache = CacheOption.Create();

    public static Command Create()
    {
        var command = new Command("clean", "Empties the cache.") { Cache };
        command.SetAction(arguments =>
        {
            var folder = Path.GetFullPath(arguments.GetRequiredValue(Cache));
            CommonOptions.Terminal(arguments).Line(Messages.CacheEmptied(folder, CacheFolder.Empty(folder)));
            return ExitCode.Done;
        });
        return command;
    }
}

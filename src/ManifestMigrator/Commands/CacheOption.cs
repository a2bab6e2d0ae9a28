using System.CommandLine;
using ManifestMigrator.Git;

namespace ManifestMigrator.Commands;

/// <summary>The option <c>--cache</c>.</summary>
internal static class CacheOption
{
    public static Option<string> Create() => new("--cache")
    {
        Description = "Where copies of remote repositories are kept. Default: manifest-migrator in your cache folder.",
        HelpName = "DIR",
        DefaultValueFactory = _ => CacheFolder.Default,
    };
}

using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>Colours by meaning; none is the only carrier of it.</summary>
internal static class Colors
{
    public static Style For(RepositoryStatus status) => new(status switch
    {
        RepositoryStatus.Current => Color.Green,
        RepositoryStatus.Migrated => Color.Blue,
        RepositoryStatus.Blocked or RepositoryStatus.Unreadable or RepositoryStatus.Failed => Color.Red,
        _ => Color.Yellow,
    });

    public static Style For(Severity severity) => new(severity switch
    {
        Severity.Error => Color.Red,
        Severity.Warning => Color.Yellow,
        _ => Color.Default,
    });

    /// <summary>The style of a line of a unified diff.</summary>
    public static Style ForDiffLine(string line) => new(line switch
    {
        ['+', ..] => Color.Green,
        ['-', ..] => Color.Red,
        ['@', ..] => Color.Aqua,
        _ => Color.Default,
    });
}

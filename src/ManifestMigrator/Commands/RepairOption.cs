using System.CommandLine;

namespace ManifestMigrator.Commands;

/// <summary><c>--repair</c>: whether text that is not strict JSON is mended before it is migrated.</summary>
internal static class RepairOption
{
    public static Option<bool> Create() => new("--repair")
    {
        Description = "Mend a missing comma, a trailing comma or a lost quote where only one thing can have been meant. Default: a finding says where.",
    };
}

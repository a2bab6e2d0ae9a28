using System.CommandLine;

namespace ManifestMigrator.Commands;

/// <summary>The option that several commands share.</summary>
internal static class MappingsOption
{
    public static Option<FileInfo?> Create() => ExistingFile.Option("--mappings", "The rules. Default: those that the program carries.");
}

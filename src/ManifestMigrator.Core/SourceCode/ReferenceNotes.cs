using ManifestMigrator.SourceCode.Modules;

namespace ManifestMigrator.SourceCode;

/// <summary>Every sentence that is added to the hint of a module because of the place that uses it.</summary>
internal static class ReferenceNotes
{
    public const string OnlyTests = "Only a test names it here.";

    public const string Unreachable = "The konnector does not load this file.";

    public const string VersionUnknown = "Before version 3 of cozy-konnector-libs the name stood for something else, and package.json does not tell the version.";

    public static string Copy(string path) => $"A copy of it is in the repository: {path} can go, too.";

    public static string NoLonger(string name, LibsVersion version) => $"Version {version} of cozy-konnector-libs, which package.json asks for, no longer exports {name}.";

    public static string NotYet(string name, LibsVersion version) => $"Version {version} of cozy-konnector-libs, which package.json asks for, does not export {name} yet.";
}

using ManifestMigrator.SourceCode.Imports;
using ManifestMigrator.SourceCode.Tree;

namespace ManifestMigrator.SourceCode.Modules;

/// <summary>A shared module that an import uses.</summary>
/// <param name="Module">The module.</param>
/// <param name="Notes">What is special about the place, in sentences.</param>
internal sealed record ModuleUse(Module Module, IReadOnlyList<string> Notes)
{
    /// <summary>The modules of the list that an import uses; none when it imports something else.</summary>
    public static IEnumerable<ModuleUse> Find(Import import, CodeFile file, SourceTree tree)
    {
        if (import.IsDynamic)
            return [];
        if (ModulePath.IsRelative(import.Specifier))
            return UsesByPath(import.Specifier, file, tree);
        if (import.Specifier == ModuleList.Libs && UsesOfLibs(Exports(import), tree.Libs(file.Path)).ToList() is { Count: > 0 } exports)
            return exports;
        return ModuleList.FindPackage(import.Specifier) is { } package ? [new ModuleUse(package, [])] : [];
    }

    private static IEnumerable<ModuleUse> UsesByPath(string specifier, CodeFile file, SourceTree tree)
    {
        var (path, isAbove) = ModulePath.Resolve(file.Path, specifier);
        var modules = tree.Roots
            .Where(root => ModulePath.IsIn(path, root))
            .OrderBy(root => root.Length)
            .Select(root => ModuleList.AtPath(ModulePath.WithoutSuffix(root.Length == 0 ? path : path[(root.Length + 1)..])));
        if (modules.FirstOrDefault(module => module is not null) is not { } module)
            return [];

        var copy = isAbove ? null : ModulePath.FileAt(path, tree.Files);
        return [new ModuleUse(module, copy is null ? [] : [ReferenceNotes.Copy(copy)])];
    }

    private static IEnumerable<ModuleUse> UsesOfLibs(IReadOnlyList<string> names, LibsVersion? version)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (ModuleList.Exported(name, version) is { } module && seen.Add(module.Id))
                yield return new ModuleUse(module, [.. NotesOn(name, module, version)]);
        }
    }

    private static IEnumerable<string> NotesOn(string name, Module module, LibsVersion? version)
    {
        if (version is null && ModuleList.IsAmbiguous(name))
            yield return ReferenceNotes.VersionUnknown;
        if (version is not null && !module.IsExportedBy(version))
            yield return version.Major < module.Since ? ReferenceNotes.NotYet(name, version) : ReferenceNotes.NoLonger(name, version);
    }

    /// <summary>The names that are used of the package; a container whose members are used is not counted beside them.</summary>
    private static List<string> Exports(Import import) =>
        [.. import.Names.Where(name => name is not ("models" or "model") || !import.Names.Any(longer => longer.StartsWith(name + ".", StringComparison.Ordinal)))];
}

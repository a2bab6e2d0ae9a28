namespace ManifestMigrator.SourceCode;

/// <summary>The shared modules that the code of a repository uses.</summary>
internal static class ReferenceScan
{
    /// <summary>In the order of the files and of their code.</summary>
    public static IEnumerable<Reference> Scan(SourceTree tree) =>
        from file in tree.Code
        from import in file.Imports
        from use in ModuleUse.Find(import, file, tree)
        select Reference(file, import, use, tree);

    private static Reference Reference(CodeFile file, Import import, ModuleUse use, SourceTree tree)
    {
        var place = file.Lines.Position(import.Offset);
        return new Reference
        {
            Path = file.Path,
            Line = place.Line,
            Column = place.Column,
            Specifier = import.Specifier,
            Module = use.Module.Id,
            Kind = use.Module.Kind,
            Action = use.Action,
            Replacement = use.Module.Replacement,
            Hint = string.Join(' ', [use.Hint, .. Notes(file, import, tree)]),
        };
    }

    private static IEnumerable<string> Notes(CodeFile file, Import import, SourceTree tree)
    {
        if (import.IsMock || SourceNames.IsTest(file.Path))
            yield return ReferenceNotes.OnlyTests;
        else if (!SourceNames.IsTool(file.Path) && !tree.IsReachable(file.Path))
            yield return ReferenceNotes.Unreachable;
    }
}

/// <summary>A shared module that an import uses.</summary>
/// <param name="Module">The module.</param>
/// <param name="Action">What has to be done.</param>
/// <param name="Notes">What is special about the place, in sentences.</param>
internal sealed record ModuleUse(Module Module, string Action, IReadOnlyList<string> Notes)
{
    private const string Rename = "rename";
    private const string Rewrite = "rewrite";
    private const string Upgrade = "upgrade to";

    /// <summary>What a person does: the module's own hint, unless it is about versions that the konnector has yet to reach.</summary>
    public string Hint => string.Join(' ', Action.StartsWith(Upgrade, StringComparison.Ordinal) ? Notes : [Module.Hint, .. Notes]);

    /// <summary>The modules of the list that an import uses; none when it imports something else.</summary>
    public static IEnumerable<ModuleUse> Find(Import import, CodeFile file, SourceTree tree)
    {
        if (import.IsDynamic)
            return [];
        if (ModulePath.IsRelative(import.Specifier))
            return UsesByPath(import.Specifier, file, tree);
        if (import.Specifier == ModuleList.Libs && UsesOfLibs(Exports(import), tree.Libs(file.Path)).ToList() is { Count: > 0 } exports)
            return exports;
        return ModuleList.FindPackage(import.Specifier) is { } package
            ? [new ModuleUse(Deep(package, import.Specifier), ActionFor(package.Kind), [])]
            : [];
    }

    private static IEnumerable<ModuleUse> UsesByPath(string specifier, CodeFile file, SourceTree tree)
    {
        var (path, isAbove) = ModulePath.Resolve(file.Path, specifier);
        var modules = ModulePath.FoldersAbove(path)
            .Where(tree.Roots.Contains)
            .Reverse()
            .Select(root => ModuleList.AtPath(ModulePath.WithoutSuffix(root.Length == 0 ? path : path[(root.Length + 1)..])));
        if (modules.FirstOrDefault(module => module is not null) is not { } module)
            return [];

        var copy = isAbove ? null : ModulePath.FileAt(path, tree.Files);
        return [new ModuleUse(module, module.Kind == ReferenceKind.SameCall
            ? Rename
            : ActionFor(module.Kind), copy is null
            ? []
            : [ReferenceNotes.Copy(copy)])];
    }

    private static IEnumerable<ModuleUse> UsesOfLibs(IReadOnlyList<string> names, LibsVersion? version)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (ModuleList.Exported(name, version) is { } module && seen.Add(module.Id))
                yield return UseOfLibs(name, module, version);
        }
    }

    private static ModuleUse UseOfLibs(string name, Module module, LibsVersion? version)
    {
        if (version is null)
            return new ModuleUse(module, ActionFor(module.Kind), ModuleList.IsAmbiguous(name) ? [ReferenceNotes.VersionUnknown] : []);
        if (module.IsBeforeFirst(version))
            return new ModuleUse(module, $"{Upgrade} {module.Since}", [ReferenceNotes.NotYet(name, version)]);
        return module.IsAfterLast(version)
            ? new ModuleUse(module, Rewrite, [ReferenceNotes.NoLonger(name, version)])
            : new ModuleUse(module, ActionFor(module.Kind), []);
    }

    private static string ActionFor(ReferenceKind kind) => kind switch
    {
        ReferenceKind.SameCall => Reference.Nothing,
        ReferenceKind.Renamed => Rename,
        _ => Rewrite,
    };

    /// <summary>
    /// For a file of the package, such as <c>cozy-konnector-libs/libs/saveBills</c>: what the package itself exports under that name.
    /// </summary>
    private static Module Deep(Module module, string specifier)
    {
        var name = ModulePath.WithoutSuffix(SourceNames.Name(specifier));
        return module.Kind == ReferenceKind.Renamed
            && specifier.StartsWith($"{ModuleList.Libs}/", StringComparison.Ordinal)
            && ModuleList.Exported(name, version: null) is { Kind: ReferenceKind.SameCall } exported
            ? module with { Replacement = exported.Replacement }
            : module;
    }

    /// <summary>The names used of the package; a container is not counted in addition to its used members.</summary>
    private static List<string> Exports(Import import) =>
        [.. import.Names.Where(name => name is not ("models" or "model")
            || !import.Names.Any(longer => longer.StartsWith(name + ".", StringComparison.Ordinal)))];
}

/// <summary>Every sentence that is added to the hint of a module because of the place that uses it.</summary>
internal static class ReferenceNotes
{
    public const string OnlyTests = "Only a test refers to it here.";

    public const string Unreachable = "The konnector does not load this file.";

    public const string VersionUnknown = "Before version 3 of cozy-konnector-libs the name meant something else, and package.json does not give the version.";

    public static string Copy(string path) => $"The repository contains a copy: {path} can be removed too.";

    public static string NoLonger(string name, LibsVersion version) =>
        $"Version {version} of cozy-konnector-libs, which package.json asks for, no longer exports {name}.";

    public static string NotYet(string name, LibsVersion version) =>
        $"Version {version} of cozy-konnector-libs, which package.json asks for, does not export {name} yet.";
}

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
            ? [new ModuleUse(Deep(package, import), ActionFor(package.Kind), [])]
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

    private static IEnumerable<ModuleUse> UsesOfLibs(IReadOnlyList<string> names, LibsVersions? versions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (ModuleList.Exported(name, versions) is { } module && seen.Add(module.Id))
                yield return UseOfLibs(name, module, versions);
        }
    }

    private static ModuleUse UseOfLibs(string name, Module module, LibsVersions? versions)
    {
        if (versions is null)
            return new ModuleUse(module, ActionFor(module.Kind), ModuleList.IsAmbiguous(name) ? [ReferenceNotes.VersionUnknown] : []);
        if (module.IsAfter(versions))
            return new ModuleUse(module, $"{Upgrade} {module.Since}", [ReferenceNotes.NotYet(name, versions)]);
        return module.IsBefore(versions)
            ? new ModuleUse(module, Rewrite, [ReferenceNotes.NoLonger(name, versions)])
            : new ModuleUse(module, ActionFor(module.Kind), []);
    }

    private static string ActionFor(ReferenceKind kind) => kind switch
    {
        ReferenceKind.SameCall => Reference.Nothing,
        ReferenceKind.Renamed => Rename,
        _ => Rewrite,
    };

    /// <summary>
    /// For a file of the package, such as <c>cozy-konnector-libs/libs/saveBills</c>: what the package itself exports under the names that
    /// are used of it or, where it is used as a whole, under that of the file.
    /// </summary>
    private static Module Deep(Module module, Import import)
    {
        if (module.Kind != ReferenceKind.Renamed || !import.Specifier.StartsWith($"{ModuleList.Libs}/", StringComparison.Ordinal))
            return module;

        var used = import.Names.Select(name => name.Split('.')[0]).Except(MembersOfFunctions, StringComparer.Ordinal).Distinct(StringComparer.Ordinal).ToList();
        List<string> names = used.Count > 0 ? used : [ModulePath.WithoutSuffix(SourceNames.Name(import.Specifier))];
        var exported = names.Select(name => ModuleList.Exported(name, versions: null)).Where(found => found?.Kind == ReferenceKind.SameCall).ToList();
        if (exported.Count == names.Count)
            return module with { Replacement = string.Join(", ", exported.Select(found => found!.Replacement)) };
        return used.Count > 0 ? module with { Replacement = $"{module.Replacement}: {string.Join(", ", used)}" } : module;
    }

    private static readonly string[] MembersOfFunctions = ["default", "call", "apply", "bind", "then"];

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

    public static string NoLonger(string name, LibsVersions versions) => versions.IsExact
        ? $"Version {versions} of cozy-konnector-libs, which {versions.Source} {Verb(versions)}, no longer exports {name}."
        : $"No version of cozy-konnector-libs that {versions.Source} admits ({versions}) still exports {name}.";

    public static string NotYet(string name, LibsVersions versions) => versions.IsExact
        ? $"Version {versions} of cozy-konnector-libs, which {versions.Source} {Verb(versions)}, does not export {name} yet."
        : $"No version of cozy-konnector-libs that {versions.Source} admits ({versions}) exports {name} yet.";

    private static string Verb(LibsVersions versions) => SourceNames.IsLock(versions.Source) ? "installs" : "asks for";
}

using ManifestMigrator.SourceCode.Imports;
using ManifestMigrator.SourceCode.Modules;
using ManifestMigrator.SourceCode.Tree;

namespace ManifestMigrator.SourceCode;

/// <summary>The shared modules that the code of a repository uses.</summary>
internal static class ReferenceScan
{
    /// <summary>In the order of the files and of their code.</summary>
    public static IEnumerable<Reference> Scan(SourceTree tree) =>
        from file in tree.Code
        from import in file.Imports
        from use in ModuleUse.Find(import, file, tree)
        select Scan(file, import, use, tree);

    private static Reference Scan(CodeFile file, Import import, ModuleUse use, SourceTree tree)
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
            Replacement = use.Module.Replacement,
            Hint = string.Join(' ', [use.Module.Hint, .. use.Notes, .. Notes(file, import, tree)]),
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

using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode.Tree;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>A read and the file it stands in.</summary>
/// <param name="Read">The read.</param>
/// <param name="Code">The file.</param>
/// <param name="IsReachable">Whether the konnector loads the file.</param>
internal sealed record PlacedRead(FieldRead Read, CodeFile Code, bool IsReachable)
{
    /// <summary>Whether the code depends on the folder here.</summary>
    public bool NeedsFolder => Read switch
    {
        { Use: FieldUse.Write } => false,
        { Use: FieldUse.Environment, Name: FieldNames.FolderToSave } => true,
        _ => Read.Name == FieldNames.FolderPath,
    };

    /// <summary>A finding at this place.</summary>
    public Finding Place(Finding finding)
    {
        var position = Code.Lines.Position(Read.Offset);
        return finding with { Path = Code.Path, Line = position.Line, Column = position.Column };
    }
}

using ManifestMigrator.SourceCode.Modules;

namespace ManifestMigrator.SourceCode.Fields;

/// <summary>What the migration does to the fields of one manifest.</summary>
/// <param name="Before">The fields as they were.</param>
/// <param name="After">The fields as they will be.</param>
/// <param name="HasCode">Whether code of this konnector is there to be read.</param>
/// <param name="Libs">The version of cozy-konnector-libs its code runs with; <see langword="null"/> when that is not known.</param>
internal sealed record FieldChange(ManifestFields Before, ManifestFields After, bool HasCode, LibsVersion? Libs)
{
    public bool RemovesFolderField => Before.HasFolderField && !After.HasFolderField;

    /// <summary>Whether what runs the konnector makes a path of the trigger's folder and puts it into the fields.</summary>
    public bool IsRunByBaseKonnector => Libs is null || !Libs.IsBefore(LibsVersion.BaseKonnector);

    public bool RemembersFolder => Libs is not null && IsRunByBaseKonnector && Libs.IsBefore(LibsVersion.FolderOfTrigger);

    public IEnumerable<string> RemovedNames => Before.Names.Except(After.Names, StringComparer.Ordinal);
}

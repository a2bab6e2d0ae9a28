using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode;

/// <summary>Judges what code reads against what the migrated manifest still has.</summary>
internal static class FieldFindings
{
    public static IEnumerable<Finding> Find(KonnectorCode konnector, SourceTree tree)
    {
        var reads = konnector.Code.SelectMany(file => FieldScan.Scan(file.Tokens).Select(read => new PlacedRead(read, file, tree.IsReachable(file.Path)))).ToList();
        var libs = konnector.Code.Select(file => tree.Libs(file.Path)).FirstOrDefault(version => version is not null);
        var change = new FieldChange(new ManifestFields(konnector.Before), new ManifestFields(konnector.Manifest), konnector.Code.Count > 0, libs);
        return change.After.IsClientSide ? [] : [.. LostFields.Find(change, reads), .. FolderFindings.Find(change, reads)];
    }
}

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

/// <summary>What a manifest, of any form, says about fields and the folder.</summary>
internal sealed class ManifestFields
{
    private static readonly string[] Groups = ["advancedFields", "advanced_fields"];
    private static readonly string[] FolderFields = [FieldNames.FolderPath, "save_folder"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public ManifestFields(ObjectNode? manifest)
    {
        HasFolders = manifest?["folders"] is ArrayNode;
        IsClientSide = manifest?["clientSide"] is { } flag && (flag.Is(true) || flag.AsString() == "true");
        if (manifest?["fields"] is ObjectNode fields)
            Add(fields);
    }

    /// <summary>Names of the fields that the user fills, without the folder.</summary>
    public IReadOnlySet<string> Names => _names;

    /// <summary>Whether a field asks for the folder.</summary>
    public bool HasFolderField { get; private set; }

    /// <summary>Whether the manifest makes hosts create a folder.</summary>
    public bool HasFolders { get; }

    /// <summary>Whether the konnector runs in the user's browser, where no code sees the fields.</summary>
    public bool IsClientSide { get; }

    private void Add(ObjectNode fields)
    {
        foreach (var member in fields.Members)
        {
            if (Groups.Contains(member.Key, StringComparer.Ordinal) && member.Value is ObjectNode group)
                Add(group);
            else if (FolderFields.Contains(member.Key, StringComparer.Ordinal))
                HasFolderField = true;
            else if (member.Value is ObjectNode account && account["accountFormat"]?.AsString() is { } format)
                _names.UnionWith(format.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            else
                _names.Add(member.Key);
        }
    }
}

/// <summary>Fields that code reads and that the migration takes out of the manifest. What was never declared is not the migration's doing.</summary>
internal static class LostFields
{
    public static IEnumerable<Finding> Find(FieldChange change, IReadOnlyList<PlacedRead> reads)
    {
        var removed = change.RemovedNames.ToHashSet(StringComparer.Ordinal);
        if (removed.Count == 0)
            yield break;

        foreach (var group in reads.Where(place => place.Read.Use != FieldUse.Write && removed.Contains(place.Read.Name)).GroupBy(place => place.Read.Name, StringComparer.Ordinal))
            yield return Places.First(group, isReachable => SourceFindings.FieldLost(group.Key, isReachable));
        if (reads.Any(place => place.Read.Use == FieldUse.Computed))
            yield return Places.First(reads.Where(place => place.Read.Use == FieldUse.Computed), _ => SourceFindings.FieldComputed());
    }
}

/// <summary>What becomes of the folder that code stores files in.</summary>
internal static class FolderFindings
{
    public static IEnumerable<Finding> Find(FieldChange change, IReadOnlyList<PlacedRead> reads)
    {
        var needs = reads.Where(place => place.NeedsFolder).ToList();
        if (!change.After.HasFolders)
            return needs.Count == 0 || change.After.HasFolderField ? [] : [Places.First(needs, isReachable => Missing(change, isReachable))];
        if (!change.RemovesFolderField)
            return [];
        if (needs.Count == 0)
            return change.HasCode ? [SourceFindings.FolderUnused()] : [];
        return change.IsRunByBaseKonnector
            ? [.. Supplied(needs), .. Handled(reads), .. Environment(reads), .. Remembered(change, needs)]
            : [Places.First(needs, _ => SourceFindings.OldRunner(change.Libs!)), .. Environment(reads)];
    }

    private static Finding Missing(FieldChange change, bool isReachable) =>
        change.Before.HasFolderField || change.Before.HasFolders ? SourceFindings.FolderLost(isReachable) : SourceFindings.FolderUndeclared();

    private static IEnumerable<Finding> Supplied(IReadOnlyList<PlacedRead> needs) =>
    [
        .. Any(needs, place => place.Read.Use == FieldUse.GivenFields, SourceFindings.FolderSupplied),
        .. Any(needs, place => place.Read.Use == FieldUse.GivenPath, SourceFindings.PathGiven),
        .. Any(needs, place => place.Read.Use == FieldUse.Middleware, SourceFindings.MiddlewareCalled),
    ];

    private static IEnumerable<Finding> Handled(IReadOnlyList<PlacedRead> reads) =>
    [
        .. Any(reads, place => place.NeedsFolder && place.Read.Use == FieldUse.Read, SourceFindings.PathRead),
        .. Any(reads, place => place.Read is { Use: FieldUse.Write, Name: FieldNames.FolderPath }, SourceFindings.PathWritten),
    ];

    private static IEnumerable<Finding> Environment(IReadOnlyList<PlacedRead> reads)
    {
        var places = reads.Where(place => place.Read.Use == FieldUse.Environment).ToList();
        var folder = places.Where(place => place.NeedsFolder).ToList();
        if (folder.Count > 0)
            return [Places.First(folder, _ => SourceFindings.EnvironmentFolder())];
        return places.Count > 0 ? [Places.First(places, _ => SourceFindings.EnvironmentRead())] : [];
    }

    private static IEnumerable<Finding> Remembered(FieldChange change, IReadOnlyList<PlacedRead> needs) =>
        change.RemembersFolder ? [Places.First(needs, _ => SourceFindings.FolderRemembered(change.Libs!))] : [];

    private static IEnumerable<Finding> Any(IReadOnlyList<PlacedRead> reads, Func<PlacedRead, bool> isMeant, Func<Finding> finding)
    {
        var places = reads.Where(isMeant).ToList();
        return places.Count == 0 ? [] : [Places.First(places, _ => finding())];
    }
}

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

/// <summary>Many places, one finding.</summary>
internal static class Places
{
    /// <summary>The finding at the first place, with the number of the others; a place that the konnector loads goes before one it does not.</summary>
    public static Finding First(IEnumerable<PlacedRead> reads, Func<bool, Finding> finding)
    {
        var places = reads.OrderByDescending(place => place.IsReachable).ToList();
        var found = places[0].Place(finding(places[0].IsReachable));
        return places.Count == 1 ? found : found with { Message = $"{found.Message} {SourceFindings.MorePlaces(places.Count - 1)}" };
    }
}

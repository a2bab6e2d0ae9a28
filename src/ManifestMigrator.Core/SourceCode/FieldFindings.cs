using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode;

/// <summary>Compares what code reads with what the migrated manifest still has.</summary>
internal static class FieldFindings
{
    public static IEnumerable<Finding> Find(KonnectorCode konnector, SourceTree tree)
    {
        var after = new ManifestFields(konnector.Manifest);
        if (after.IsClientSide)
            return [];

        var files = tree.WithImports(konnector.Code);
        var reads = FieldFlow.Follow(tree, files).Select(read => new PlacedRead(read, tree.IsReachable(read.Code.Path))).ToList();
        var libs = konnector.Code.Select(file => tree.Libs(file.Path)).FirstOrDefault(version => version is not null);
        var change = new FieldChange(new ManifestFields(konnector.Before), after, konnector.Code.Count > 0, libs);
        return [.. LostFields.Find(change, reads, Unread(konnector, tree, files)), .. UndeclaredFields.Find(change, reads),
            .. FolderFindings.Find(change, reads, Doctypes.StoresFiles(files, tree) || files.Any(file => ClassHierarchy.HasForeignBase(file, tree)))];
    }

    /// <summary>Files that the konnector may load and that were not read.</summary>
    private static IEnumerable<string> Unread(KonnectorCode konnector, SourceTree tree, IReadOnlyList<CodeFile> files)
    {
        var imports = files
            .Where(file => tree.IsReachable(file.Path))
            .SelectMany(file => file.Imports.Where(import => import is { IsDynamic: false, IsMock: false }), (file, import) => (file.Path, import.Specifier))
            .ToList();
        var imported = imports.Select(import => tree.PathOf(import.Path, import.Specifier)).ToHashSet(StringComparer.Ordinal);
        return tree.Unread
            .Select(file => file.Path)
            .Where(path => tree.IsReachable(path) && (imported.Contains(path) || (tree.IsOwn(path) && konnector.Owns(path))))
            .Concat(imports
                .Where(import => ModulePath.IsRelative(import.Specifier) && tree.PathOf(import.Path, import.Specifier) is null)
                .Select(import => ModulePath.Resolve(import.Path, import.Specifier).Path)
                .Where(SourceNames.IsPassedOver))
            .Concat(PassedOverMain(konnector, tree))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>The file that the package begins with, where it is not read and nothing else of the konnector is.</summary>
    private static IEnumerable<string> PassedOverMain(KonnectorCode konnector, SourceTree tree)
    {
        if (konnector.Code.Count > 0 || tree.Package(konnector.Path) is not { Main: { } main } package)
            return [];
        var path = ModulePath.Resolve($"{package.Folder}/".TrimStart('/'), main).Path;
        return SourceNames.IsPassedOver(path) ? [path] : [];
    }
}

/// <summary>What the migration does to the fields of one manifest.</summary>
/// <param name="Before">The fields as they were.</param>
/// <param name="After">The fields as they will be.</param>
/// <param name="HasCode">Whether code of this konnector is there to be read.</param>
/// <param name="Libs">The versions of cozy-konnector-libs its code may run with; <see langword="null"/> when that is not known.</param>
internal sealed record FieldChange(ManifestFields Before, ManifestFields After, bool HasCode, LibsVersions? Libs)
{
    public bool RemovesFolderField => Before.HasFolderField && !After.HasFolderField;

    /// <summary>Whether what runs the konnector makes a path of the trigger's folder and puts it into the fields.</summary>
    public bool IsRunByBaseKonnector => Libs is null || !Libs.AreBefore(LibsVersion.BaseKonnector);

    public bool RemembersFolder => Libs is not null && IsRunByBaseKonnector && Libs.AreBefore(LibsVersion.FolderOfTrigger);

    /// <summary>The fields that go and that nothing else supplies.</summary>
    public IEnumerable<string> RemovedNames => Before.Names
        .Except(After.Names, StringComparer.Ordinal)
        .Where(name => name != ManifestFields.Account || IsRunByBaseKonnector);

    /// <summary>The field that code can read in place of one that goes; <see langword="null"/> for none.</summary>
    public string? SuppliesInstead(string name) =>
        After.HasFolders && IsRunByBaseKonnector && Before.IsFolder(name) ? FieldNames.FolderPath : null;

    /// <summary>Whether the folder goes and nothing takes its place.</summary>
    public bool LosesFolder => (RemovesFolderField || (Before.HasFolders && !After.HasFolders)) && !After.HasFolders;
}

/// <summary>What a manifest, of any form, says about fields and the folder.</summary>
internal sealed class ManifestFields
{
    /// <summary>
    /// The account: before BaseKonnector the trigger supplied it, since then the fields have it only where the form has a field of that name.
    /// </summary>
    public const string Account = "account";

    private static readonly HashSet<string> FolderFields =
        OldProperties.At("/fields").Where(old => old.StandsFor("folders")).Select(old => old.Key).ToHashSet(StringComparer.Ordinal);

    private static readonly HashSet<string> Groups =
        OldProperties.At("/fields").Select(old => old.Key).Except(FolderFields, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    public ManifestFields(ObjectNode? manifest)
    {
        HasFolders = manifest?["folders"] is ArrayNode;
        HasOAuth = manifest?["oauth"] is { } oauth && !oauth.Is(false);
        IsClientSide = manifest?["clientSide"] is { } flag && (flag.Is(true) || flag.AsString() == "true");
        if (manifest?["fields"] is ObjectNode fields)
            Add(fields);
    }

    /// <summary>
    /// Names of the fields, also those that an account format lists; without the folder where it comes under the same name from elsewhere.
    /// </summary>
    public IReadOnlySet<string> Names => _names;

    /// <summary>Whether a field asks for the folder.</summary>
    public bool HasFolderField => _folders.Count > 0;

    /// <summary>Whether the field of this name asks for the folder.</summary>
    public bool IsFolder(string name) => _folders.Contains(name);

    /// <summary>Whether the manifest makes hosts create a folder.</summary>
    public bool HasFolders { get; }

    /// <summary>Whether accounts are connected with OAuth, which adds fields of its own.</summary>
    public bool HasOAuth { get; }

    /// <summary>Whether the konnector runs in the user's browser, where no code sees the fields.</summary>
    public bool IsClientSide { get; }

    private void Add(ObjectNode fields)
    {
        foreach (var member in fields.Members)
        {
            if (Groups.Contains(member.Key) && member.Value is ObjectNode group)
                Add(group);
            else
                Add(member);
        }
    }

    private void Add(ObjectMember field)
    {
        var isFolder = FolderFields.Contains(field.Key) && AsksForFolder(field.Value);
        if (isFolder)
            _folders.Add(field.Key);
        if (!isFolder || field.Key != FieldNames.FolderPath)
            _names.Add(field.Key);
        if ((field.Value as ObjectNode)?["accountFormat"]?.AsString() is { } format)
            _names.UnionWith(format.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether a field of a folder's name asks for one; a field of another type may have that name too.</summary>
    private static bool AsksForFolder(SyntaxNode field) => (field as ObjectNode)?["type"]?.AsString() is null or "folder" or "advancedField";
}

/// <summary>Fields that code reads, or may read, and that the migration takes out of the manifest.</summary>
internal static class LostFields
{
    public static IEnumerable<Finding> Find(FieldChange change, IReadOnlyList<PlacedRead> reads, IEnumerable<string> unread)
    {
        var removed = change.RemovedNames.ToHashSet(StringComparer.Ordinal);
        if (removed.Count == 0 && !change.LosesFolder)
            return [];

        return
        [
            .. reads.Where(place => place.Read.Use != FieldUse.Write && removed.Contains(place.Read.Name) && !place.IsAccountOfTrigger)
                .GroupBy(place => place.Read.Name, StringComparer.Ordinal)
                .Select(group => Places.First(group, isReachable => SourceFindings.FieldLost(group.Key, isReachable, change.SuppliesInstead(group.Key)))),
            .. Places.Any(reads, place => place.Read.Use == FieldUse.Computed, isReachable => SourceFindings.FieldComputed(removed, isReachable)),
            .. Places.Any(reads, place => place.Read.Use == FieldUse.Escape, isReachable => SourceFindings.FieldEscapes(removed, isReachable)),
            .. unread.Select(SourceFindings.NotRead),
        ];
    }
}

/// <summary>Fields that code reads and that the manifest never declared.</summary>
internal static class UndeclaredFields
{
    /// <summary>What BaseKonnector adds to the fields, and members that any value has.</summary>
    private static readonly string[] Supplied =
    [
        FieldNames.FolderPath, FieldNames.FolderToSave, "length", "constructor", "toString", "valueOf", "hasOwnProperty", "prototype", "__proto__",
        "then", "catch", "finally",
    ];

    /// <summary>Further members of an account with OAuth.</summary>
    private static readonly string[] Granted = ["access_token", "refresh_token", "token", "token_type", "scope", "expires_in",
        "expires_at", "id_token", "oauth"];

    public static IEnumerable<Finding> Find(FieldChange change, IReadOnlyList<PlacedRead> reads)
    {
        var written = reads.Where(place => place.Read.Use == FieldUse.Write).Select(place => place.Read.Name).ToHashSet(StringComparer.Ordinal);
        return reads
            .Where(place => place.Read is { Use: FieldUse.Read, Name.Length: > 0 } && place.IsReachable)
            .GroupBy(place => place.Read.Name, StringComparer.Ordinal)
            .Where(group => !change.Before.Names.Contains(group.Key) && !change.After.Names.Contains(group.Key) && !written.Contains(group.Key))
            .Where(group => group.Key != ManifestFields.Account || change.IsRunByBaseKonnector)
            .Where(group => !Supplied.Contains(group.Key, StringComparer.Ordinal)
                && !(change.After.HasOAuth && Granted.Contains(group.Key, StringComparer.Ordinal)))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Places.First(group, _ => SourceFindings.FieldUndeclared(group.Key)));
    }
}

/// <summary>What becomes of the folder that code stores files in.</summary>
internal static class FolderFindings
{
    public static IEnumerable<Finding> Find(FieldChange change, IReadOnlyList<PlacedRead> reads, bool storesFiles)
    {
        var needs = reads.Where(place => place.NeedsFolder).ToList();
        if (!change.After.HasFolders)
            return needs.Count == 0 || change.After.HasFolderField ? [] : [Places.First(needs, isReachable => Missing(change, isReachable))];
        if (!change.RemovesFolderField)
            return [];
        if (needs.Count == 0)
            return change.HasCode && !storesFiles && !reads.Any(place => place.Read.Use == FieldUse.Escape) ? [SourceFindings.FolderUnused()] : [];
        return change.IsRunByBaseKonnector
            ? [.. Handled(reads), .. Environment(reads), .. Remembered(change, needs)]
            : [Places.First(needs, _ => SourceFindings.OldRunner(change.Libs!)), .. Environment(reads)];
    }

    private static Finding Missing(FieldChange change, bool isReachable) =>
        change.Before.HasFolderField || change.Before.HasFolders ? SourceFindings.FolderLost(isReachable) : SourceFindings.FolderUndeclared();

    private static IEnumerable<Finding> Handled(IReadOnlyList<PlacedRead> reads) =>
    [
        .. Places.Any(reads, place => place.Read.Use == FieldUse.Middleware, _ => SourceFindings.MiddlewareCalled()),
        .. Places.Any(reads, place => place.NeedsFolder && place.Read.Use == FieldUse.Read, _ => SourceFindings.PathRead()),
        .. Places.Any(reads, place => place.Read is { Use: FieldUse.Write, Name: FieldNames.FolderPath }, _ => SourceFindings.PathWritten()),
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
}

/// <summary>A read, and whether it counts.</summary>
/// <param name="Read">The read.</param>
/// <param name="IsReachable">Whether the konnector loads the file.</param>
internal sealed record PlacedRead(FieldRead Read, bool IsReachable)
{
    /// <summary>Whether the code depends on the folder here.</summary>
    public bool NeedsFolder => Read switch
    {
        { Use: FieldUse.Write } => false,
        { Use: FieldUse.Environment, Name: FieldNames.FolderToSave } => true,
        _ => Read.Name == FieldNames.FolderPath,
    };

    /// <summary>Whether it is the identifier of the account, which is in the environment whatever the manifest says.</summary>
    public bool IsAccountOfTrigger => Read is { Use: FieldUse.Environment, Name: ManifestFields.Account };

    /// <summary>A finding at this place.</summary>
    public Finding Place(Finding finding)
    {
        var position = Read.Code.Lines.Position(Read.Offset);
        return finding with { Path = Read.Code.Path, Line = position.Line, Column = position.Column };
    }
}

/// <summary>Many places, one finding.</summary>
internal static class Places
{
    /// <summary>The finding at the first matching place; none where nothing matches.</summary>
    public static IEnumerable<Finding> Any(IReadOnlyList<PlacedRead> reads, Func<PlacedRead, bool> isMeant, Func<bool, Finding> finding)
    {
        var places = reads.Where(isMeant).ToList();
        return places.Count == 0 ? [] : [First(places, finding)];
    }

    /// <summary>The finding at the first place, with the number of the others; a place that the konnector loads goes before one it does not.</summary>
    public static Finding First(IEnumerable<PlacedRead> reads, Func<bool, Finding> finding)
    {
        var places = reads.OrderByDescending(place => place.IsReachable).ToList();
        var found = places[0].Place(finding(places[0].IsReachable));
        return places.Count == 1 ? found : found with { Message = $"{found.Message} {SourceFindings.MorePlaces(places.Count - 1)}" };
    }
}

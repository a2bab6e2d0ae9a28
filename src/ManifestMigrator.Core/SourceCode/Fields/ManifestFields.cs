using ManifestMigrator.Json;

namespace ManifestMigrator.SourceCode.Fields;

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

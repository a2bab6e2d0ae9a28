namespace ManifestMigrator.Readers;

/// <summary>An input of the account form.</summary>
/// <param name="Name">Its name among the fields; the konnector's code gets its value by this name.</param>
/// <param name="Type">How it is drawn; <c>text</c> unless the manifest says otherwise.</param>
/// <param name="Required">Whether it must be filled in.</param>
/// <param name="Advanced">Whether it is marked as one for the advanced part of the form.</param>
public sealed record AccountField(string Name, string Type, bool Required, bool Advanced)
{
    private static readonly Dictionary<string, string> NoLabels = [];

    /// <summary>The label that readers have a text of their own for; <see langword="null"/> for none.</summary>
    public string? Label { get; init; }

    /// <summary>Language → label, by language, for one without a <see cref="Label"/>; <see langword="null"/> for none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>What can be chosen, by its names; <see langword="null"/> when there is no choice.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    public bool Equals(AccountField? other) => other is not null
        && (Name, Type, Required, Advanced, Label) == (other.Name, other.Type, other.Required, other.Advanced, other.Label)
        && (Labels ?? NoLabels).SequenceEqual(other.Labels ?? NoLabels)
        && (Options ?? []).SequenceEqual(other.Options ?? [], StringComparer.Ordinal)
        && (Options is null) == (other.Options is null);

    public override int GetHashCode() => HashCode.Combine(Name, Type, Required, Advanced, Label);
}

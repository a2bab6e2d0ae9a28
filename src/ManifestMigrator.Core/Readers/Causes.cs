using ManifestMigrator.Json;

namespace ManifestMigrator.Readers;

/// <summary>The old spellings that a reading takes as they were meant, because a rule says that it brought them up to date.</summary>
internal sealed class Causes
{
    /// <summary>No old spelling counts: what today's readers do.</summary>
    public static readonly Causes None = new([]);

    /// <summary>The rules whose meaning is known here. A rule of any other name was written for a fleet of its own, by somebody who wants what it does.</summary>
    private static readonly HashSet<string> KnownRules = new(StringComparer.Ordinal)
    {
        "konnector-type", "data-types", "vendor-link", "time-interval", "license", "client-side", "category", "category-values",
        "data-type-values", "oauth", "account-fields", "folder-path", "doctypes", "folders", "advanced-fields", "field-required",
        "field-description", "descriptions", "success-message", "locale-description", "description", "langs", "snake-case",
        "catalogue-only", "manifest-version", "uuid",
    };

    private readonly IReadOnlyList<Cause> _causes;
    private readonly HashSet<(string Rule, string Pointer)> _places;
    private readonly HashSet<string> _rules;
    private readonly HashSet<string> _ownPlaces;

    public Causes(IReadOnlyList<Cause> causes)
    {
        _causes = causes;
        _places = [.. causes.Where(cause => cause.PointerBefore.Length > 0).Select(cause => (cause.Rule, cause.PointerBefore))];
        _rules = causes.Select(cause => cause.Rule).ToHashSet(StringComparer.Ordinal);
        _ownPlaces = causes.Where(cause => !KnownRules.Contains(cause.Rule))
            .SelectMany(cause => new[] { cause.PointerBefore, cause.PointerAfter })
            .Where(pointer => pointer.Length > 0)
            .Select(pointer => JsonPointer.Split(pointer)[0])
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a rule changed what stood at a place.</summary>
    public bool Has(string rule, string pointer) => _places.Contains((rule, pointer));

    /// <summary>Whether a rule changed anything.</summary>
    public bool Has(string rule) => _rules.Contains(rule);

    /// <summary>Whether a rule changed a string somewhere that was this word.</summary>
    public bool HasWord(string rule, string word) =>
        Has(rule) && _causes.Any(cause => cause.Rule == rule && cause.ValueBefore.StartsWith('"') && JsonString.Decode(cause.ValueBefore) == word);

    /// <summary>The names of members directly in an object that a rule changed.</summary>
    public IEnumerable<string> Members(string rule, string parent) => !Has(rule) ? [] : _causes
        .Where(cause => cause.Rule == rule && cause.PointerBefore.StartsWith(parent + "/", StringComparison.Ordinal))
        .Select(cause => JsonPointer.Split(cause.PointerBefore[parent.Length..]))
        .Where(tokens => tokens.Length == 1)
        .Select(tokens => tokens[0]);

    /// <summary>Whether a rule whose meaning is not known here worked at one of these members of the top level.</summary>
    public bool HasOwnRuleAt(IReadOnlyList<string> places) => _ownPlaces.Count > 0 && places.Any(_ownPlaces.Contains);
}

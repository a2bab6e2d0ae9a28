using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules;

/// <summary>One entry of the mappings file.</summary>
public sealed record Rule
{
    internal Rule(IRuleKind body) => Body = body;

    /// <summary>Stable identifier in kebab-case; every change in every report names it.</summary>
    public required string Id { get; init; }

    /// <summary>Name of its kind; see <see cref="RuleKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>One or two sentences for the reviewer.</summary>
    public required string Why { get; init; }

    /// <summary>The aspects of a konnector that it may change for readers; none unless it says so.</summary>
    public Aspect Changes { get; init; }

    /// <summary>Weight of the findings it raises.</summary>
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>A rule that is switched off does nothing.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Identifier of an earlier rule that must have changed something first; <see langword="null"/> for none.</summary>
    public string? OnlyAfter { get; init; }

    /// <summary>Identifier of the rule that its step begins with: its own, or the one that a chain of <see cref="OnlyAfter"/> leads to.</summary>
    public required string Step { get; init; }

    /// <summary>The keys that it renames, moves or removes; <c>snake-case-keys</c> leaves them alone, even when this rule is disabled.</summary>
    public required IReadOnlyList<string> From { get; init; }

    /// <summary>The places it looks at, as pointer patterns or keys, for people.</summary>
    public required IReadOnlyList<string> Places { get; init; }

    /// <summary>The rule as it is written in the mappings file.</summary>
    public required string Json { get; init; }

    internal IRuleKind Body { get; }
}

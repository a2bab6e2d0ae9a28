namespace ManifestMigrator.Rules;

/// <summary>What a rule has to say about a place; its severity comes from the mappings file.</summary>
/// <param name="Code">Stable identifier in kebab-case.</param>
/// <param name="Message">One sentence: what is there.</param>
/// <param name="Hint">One sentence: what a person can do about it.</param>
internal sealed record RuleFinding(string Code, string Message, string Hint);

namespace ManifestMigrator.Rules;

/// <summary>What a rule does, with its options filled in.</summary>
/// <remarks>
/// A kind is applied to the text its own last application left until it changes nothing more; so it may treat one place
/// at a time. It must come to rest, and it must leave alone what it does not understand.
/// </remarks>
internal interface IRuleKind
{
    /// <summary>Says to the step what shall change and what was noticed.</summary>
    void Apply(RuleStep step);
}

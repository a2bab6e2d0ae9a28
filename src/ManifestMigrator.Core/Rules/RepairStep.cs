namespace ManifestMigrator.Rules;

/// <summary>The step that repairs text which is not strict JSON, as reports name it. It comes before all rules and is in no mappings file.</summary>
public static class RepairStep
{
    /// <summary>Used in place of a rule's identifier; no rule may have it.</summary>
    public const string Id = "repair";

    public const string Why = "The file was not strict JSON: a comma or a quote was inserted or removed where only one thing can have been meant.";
}

namespace ManifestMigrator.Rules;

/// <summary>What every report calls the step that mends text which is not strict JSON. It comes before all rules and stands in no mappings file.</summary>
public static class RepairStep
{
    /// <summary>Stands where a rule's identifier does; no rule may be called so.</summary>
    public const string Id = "repair";

    public const string Why = "The file was not strict JSON: a comma or a quote was put in or taken out where only one thing can have been meant.";
}

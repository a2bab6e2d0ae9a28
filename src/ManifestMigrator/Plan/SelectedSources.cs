namespace ManifestMigrator.Plan;

/// <summary>The sources that take part in a run.</summary>
/// <param name="Sources">In the order they were given.</param>
/// <param name="LeftOut">How many sources each option left out, by its name.</param>
internal sealed record SelectedSources(IReadOnlyList<string> Sources, IReadOnlyDictionary<string, int> LeftOut);

namespace ManifestMigrator.Readers;

/// <summary>One thing that readers take from a manifest.</summary>
/// <param name="Aspect">What it is about.</param>
/// <param name="Name">What it is called in a sentence; the same in two manifests for the same thing.</param>
/// <param name="Value">What readers take; equal texts mean the same.</param>
/// <param name="Places">The members at the top level it is read from, today's first.</param>
internal sealed record Trait(Aspect Aspect, string Name, string Value, params IReadOnlyList<string> Places);

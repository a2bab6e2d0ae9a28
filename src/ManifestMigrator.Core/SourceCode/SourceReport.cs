using ManifestMigrator.Manifest;

namespace ManifestMigrator.SourceCode;

/// <summary>A finding and the manifest it is about.</summary>
/// <param name="Manifest">Path of the manifest; empty when it is about the repository as a whole.</param>
/// <param name="Finding">The finding.</param>
public sealed record SourceFinding(string Manifest, Finding Finding);

/// <summary>What the source code of a repository says about its migration.</summary>
/// <param name="References">Uses of shared modules, in the order of the files and of their code.</param>
/// <param name="Findings">What became of the fields that the code reads; an error blocks its manifest.</param>
public sealed record SourceReport(IReadOnlyList<Reference> References, IReadOnlyList<SourceFinding> Findings);

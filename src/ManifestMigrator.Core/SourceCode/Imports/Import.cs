using System.Collections.Immutable;

namespace ManifestMigrator.SourceCode.Imports;

/// <summary>A place where code names a module.</summary>
/// <param name="Specifier">The name of the module as the code has it; empty when it is computed.</param>
/// <param name="Offset">Where the name stands.</param>
internal sealed record Import(string Specifier, int Offset)
{
    /// <summary>What of the module is used, one or two names joined by a dot, in ordinal order; empty when that is not seen.</summary>
    public ImmutableSortedSet<string> Names { get; init; } = ImmutableSortedSet<string>.Empty;

    /// <summary>Whether it only replaces the module in a test, as <c>jest.mock</c> does.</summary>
    public bool IsMock { get; init; }

    /// <summary>Whether the name is computed when the code runs.</summary>
    public bool IsDynamic => Specifier.Length == 0;
}

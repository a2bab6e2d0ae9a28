namespace ManifestMigrator.SourceCode.Imports;

/// <summary>The tokens of an import.</summary>
/// <param name="First">The first one of the expression or statement.</param>
/// <param name="Last">The last one.</param>
/// <param name="Specifier">The text that names the module; -1 when the name is computed.</param>
internal readonly record struct ImportSite(int First, int Last, int Specifier)
{
    public const int Computed = -1;

    /// <summary>The braces, or the name, that an <c>import</c> statement binds; 0 where an expression is bound by what surrounds it.</summary>
    public int Clause { get; init; }

    public bool IsMock { get; init; }
}

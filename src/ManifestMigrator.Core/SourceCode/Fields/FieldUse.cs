namespace ManifestMigrator.SourceCode.Fields;

/// <summary>How code comes to a configured field.</summary>
internal enum FieldUse
{
    /// <summary>It reads the field: <c>fields.login</c>.</summary>
    Read,

    /// <summary>It sets the field.</summary>
    Write,

    /// <summary>It reads a field whose name is computed.</summary>
    Computed,

    /// <summary>It gives the path of the folder to <c>saveFiles</c> or <c>saveBills</c>.</summary>
    GivenPath,

    /// <summary>It gives all fields to <c>saveFiles</c> or <c>saveBills</c>, which read the folder.</summary>
    GivenFields,

    /// <summary>It calls the middleware that reads the folder.</summary>
    Middleware,

    /// <summary>It reads the environment itself, where the fields come from.</summary>
    Environment,
}

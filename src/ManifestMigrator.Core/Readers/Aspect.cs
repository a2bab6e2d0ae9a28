namespace ManifestMigrator.Readers;

/// <summary>What a trait of a konnector is about; a later member weighs more than an earlier one.</summary>
internal enum Aspect
{
    /// <summary>Nothing that its users notice.</summary>
    Other,

    /// <summary>The account form.</summary>
    Form,

    /// <summary>When it runs.</summary>
    Schedule,

    /// <summary>What it may touch.</summary>
    Consent,

    /// <summary>Which konnector it is.</summary>
    Identity,
}

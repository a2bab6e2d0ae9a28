namespace ManifestMigrator.Plans;

/// <summary>What a change means to someone who uses the konnector; a later member weighs more than an earlier one.</summary>
public enum Impact
{
    /// <summary>Only <c>uuid</c> or <c>manifest_version</c> is added, which no reader looks at yet.</summary>
    Label,

    /// <summary>No visible effect.</summary>
    None,

    /// <summary>The account form changes.</summary>
    Form,

    /// <summary>The konnector runs at other times.</summary>
    Schedule,

    /// <summary>Permissions change: the stack then waits for the user's consent.</summary>
    Consent,

    /// <summary>Slug or editor changes; the shipped rules never do that.</summary>
    Identity,
}

namespace ManifestMigrator.Plans;

/// <summary>The last step of a delivery that was done.</summary>
public enum DeliveryStep
{
    Planned,

    /// <summary>The commit is on the branch in the cached repository.</summary>
    Applied,

    /// <summary>The planned files are in the local folder.</summary>
    Written,

    /// <summary>The branch is in the remote repository.</summary>
    Pushed,

    /// <summary>Our branches were deleted.</summary>
    Reverted,
}

namespace ManifestMigrator.Manifest;

/// <summary>What a change did to a member or a value.</summary>
public enum ChangeKind
{
    /// <summary>A member or an array item that was not there.</summary>
    Insert,

    /// <summary>A member or an array item that is gone.</summary>
    Remove,

    /// <summary>A member has another name, the same place and the same value.</summary>
    Rename,

    /// <summary>A value is another one, in the same place.</summary>
    Replace,

    /// <summary>A member stands in another place.</summary>
    Move,

    /// <summary>A line of text that was not strict JSON is; what it says is what it was meant to say.</summary>
    Repair,
}

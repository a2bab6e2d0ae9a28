namespace ManifestMigrator.Deliver;

/// <summary>What became of one planned file.</summary>
internal enum InPlaceOutcome
{
    Written,

    /// <summary>The file holds the planned bytes already.</summary>
    AlreadyWritten,

    /// <summary>The file does not hold the bytes that were planned from any more.</summary>
    Moved,

    /// <summary>It was not planned from a local folder.</summary>
    NotLocal,

    /// <summary>The file system refused.</summary>
    Failed,
}

/// <param name="File">Path of the file, for people.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Cause">One sentence when the file system refused; otherwise empty.</param>
internal sealed record InPlaceResult(string File, InPlaceOutcome Outcome, string Cause = "");

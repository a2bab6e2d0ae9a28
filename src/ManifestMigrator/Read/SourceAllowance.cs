using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Read;

/// <summary>How much source code of one repository is read: far more than any konnector has, far less than would hurt.</summary>
internal sealed class SourceAllowance
{
    private const long MaximumTotal = 32 * 1024 * 1024;

    private long _total;

    /// <summary>Whether anything was left out because there was too much before it.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>What there is to say about files that were left out.</summary>
    public IEnumerable<Finding> Findings => IsSpent ? [CheckoutFindings.SourcesTooLarge(MaximumTotal)] : [];

    /// <summary>Whether a file of this size is still to be read. A file too large by itself is not, and counts for nothing.</summary>
    public bool Takes(long size)
    {
        if (size > SourceNames.MaximumLength || IsSpent)
            return false;

        IsSpent = _total + size > MaximumTotal;
        _total += size;
        return !IsSpent;
    }
}

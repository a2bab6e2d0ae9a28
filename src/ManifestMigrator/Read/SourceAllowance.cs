using ManifestMigrator.Manifest;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Read;

/// <summary>A limit on the source code that is read of one repository: far more than any konnector has.</summary>
internal sealed class SourceAllowance
{
    private const long MaximumTotal = 32 * 1024 * 1024;

    private long _total;

    /// <summary>Whether the limit was reached.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Findings about files that were left out.</summary>
    public IEnumerable<Finding> Findings => IsSpent ? [CheckoutFindings.SourcesTooLarge(MaximumTotal)] : [];

    /// <summary>Whether a file of this size is read. One that is too large by itself is not, and does not count.</summary>
    public bool Takes(long size)
    {
        if (size > SourceNames.MaximumLength || IsSpent)
            return false;

        IsSpent = _total + size > MaximumTotal;
        _total += size;
        return !IsSpent;
    }
}

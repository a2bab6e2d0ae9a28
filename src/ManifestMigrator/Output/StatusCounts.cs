namespace ManifestMigrator.Output;

/// <summary>Counts the rows of <c>status</c> while they are told.</summary>
internal sealed class StatusCounts
{
    private readonly SortedDictionary<string, int> _byWord = new(StringComparer.Ordinal);
    private bool _hasFailed;

    /// <summary>How many rows have a status, a decision, a step.</summary>
    public IReadOnlyDictionary<string, int> ByWord => _byWord;

    /// <summary>How many rows there are.</summary>
    public int All { get; private set; }

    public int ExitCode => _hasFailed ? Output.ExitCode.SomeFailed : Output.ExitCode.Done;

    /// <summary>The same rows; each is counted when it is taken.</summary>
    public IEnumerable<StatusRow> Counted(IEnumerable<StatusRow> rows)
    {
        foreach (var row in rows)
        {
            All++;
            _hasFailed |= row.HasFailed;
            foreach (var word in row.Words)
                _byWord[word] = _byWord.GetValueOrDefault(word) + 1;
            yield return row;
        }
    }
}

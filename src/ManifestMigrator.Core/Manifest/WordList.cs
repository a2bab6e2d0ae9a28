namespace ManifestMigrator.Manifest;

/// <summary>Words that a value may be.</summary>
/// <param name="Words">The words of the specification and those that readers know beside them.</param>
internal sealed record WordList(params IReadOnlyList<string> Words)
{
    public bool Has(string word) => Words.Contains(word, StringComparer.Ordinal);

    /// <summary>The word that a misspelled one was probably meant to be; <see langword="null"/> when none is near.</summary>
    public string? Nearest(string word) => Words
        .Select(candidate => (candidate, distance: EditDistance.Between(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(pair => pair.distance <= Math.Max(2, word.Length / 3) && pair.distance < pair.candidate.Length)
        .OrderBy(pair => pair.distance)
        .Select(pair => pair.candidate)
        .FirstOrDefault();
}

using System.Buffers.Binary;
using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;
using ManifestMigrator.Read;

namespace ManifestMigrator.Plan;

/// <summary>Which of the sources that were given take part. Nothing is fetched to find that out.</summary>
internal sealed record BatchSelection
{
    /// <summary>A repository takes part when one of these patterns fits it, or when there is none.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>A repository that one of these patterns fits does not take part.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The part of all repositories to take.</summary>
    public Shard Shard { get; init; } = Shard.All;

    /// <summary>How many sources take part at most, after everything else.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>The sources that take part, in their order, and how many each option left out.</summary>
    public SelectedSources Select(IEnumerable<string> sources)
    {
        var taken = new List<string>();
        var leftOut = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (Obstacle(BatchSource.Parse(source), taken.Count) is { } option)
                leftOut[option] = leftOut.GetValueOrDefault(option) + 1;
            else
                taken.Add(source);
        }
        return new SelectedSources(taken, leftOut);
    }

    /// <summary>The option that leaves a source out; <see langword="null"/> when it takes part.</summary>
    private string? Obstacle(BatchSource source, int taken)
    {
        if (Include.Count > 0 && !Include.Any(pattern => Fits(pattern, source)))
            return "--include";
        if (Exclude.Any(pattern => Fits(pattern, source)))
            return "--exclude";
        if (!Shard.Has(source.Repository))
            return "--shard";
        return taken == Limit ? "--limit" : null;
    }

    /// <summary>
    /// In a pattern <c>*</c> is any text, also with slashes in it, and <c>?</c> one character; case does not matter. One that looks
    /// like a name is about the repository's name alone, any other about the whole identity or the whole source.
    /// </summary>
    private static bool Fits(string pattern, BatchSource source) => pattern.AsSpan().ContainsAny("/:#@")
        ? FileSystemName.MatchesSimpleExpression(pattern, source.Repository) || FileSystemName.MatchesSimpleExpression(pattern, source.Source)
        : FileSystemName.MatchesSimpleExpression(pattern, source.Repository.AsSpan()[(source.Repository.LastIndexOf('/') + 1)..]);
}

/// <summary>The sources that take part in a run.</summary>
/// <param name="Sources">In the order they were given.</param>
/// <param name="LeftOut">How many sources each option left out, by its name.</param>
internal sealed record SelectedSources(IReadOnlyList<string> Sources, IReadOnlyDictionary<string, int> LeftOut);

/// <summary>One of several parts of all repositories. Which part a repository is in follows from its identity alone.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
internal readonly record struct Shard(int Number, int Count)
{
    public static Shard All { get; } = new(1, 1);

    /// <param name="repository">Identity of the repository, or the text of a source that is not understood.</param>
    public bool Has(string repository)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(repository));
        return BinaryPrimitives.ReadUInt64BigEndian(digest) % (ulong)Count == (ulong)(Number - 1);
    }

    /// <summary>Reads <c>K/N</c>.</summary>
    public static bool TryParse(string text, out Shard shard)
    {
        shard = All;
        if (text.Split('/') is not [var number, var count] || !IsNumber(number, out var k) || !IsNumber(count, out var n) || k > n)
            return false;
        shard = new Shard(k, n);
        return true;
    }

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}

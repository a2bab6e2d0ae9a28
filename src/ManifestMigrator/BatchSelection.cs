using System.Buffers.Binary;
using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace ManifestMigrator;

/// <summary>Which of the sources that were given take part. Nothing is fetched to find that out.</summary>
internal sealed record BatchSelection
{
    /// <summary>Patterns with <c>*</c> and <c>?</c>; a repository takes part when one fits, or when there is none.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns with <c>*</c> and <c>?</c>; a repository that one fits does not take part.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The part of all repositories to take.</summary>
    public Shard Shard { get; init; } = Shard.All;

    /// <summary>How many sources take part at most, after everything else.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>The sources that take part, in their order.</summary>
    public IReadOnlyList<string> Of(IEnumerable<string> sources) => [.. sources.Where(Takes).Take(Limit)];

    private bool Takes(string source)
    {
        var repository = BatchSource.Of(source).Repository;
        return (Include.Count == 0 || Include.Any(pattern => Fits(pattern, repository)))
            && !Exclude.Any(pattern => Fits(pattern, repository))
            && Shard.Has(repository);
    }

    /// <summary>A pattern without a slash is about the name alone.</summary>
    private static bool Fits(string pattern, string repository) =>
        FileSystemName.MatchesSimpleExpression(pattern, pattern.Contains('/', StringComparison.Ordinal) ? repository : repository[(repository.LastIndexOf('/') + 1)..]);
}

/// <summary>One of several parts of all repositories. Which part a repository is in follows from its identity alone.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
internal readonly record struct Shard(int Number, int Count)
{
    public static Shard All { get; } = new(1, 1);

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
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number) && number > 0;
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ManifestMigrator.Plan;

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

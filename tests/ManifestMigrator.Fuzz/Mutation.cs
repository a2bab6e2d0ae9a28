using System.Text;
using ManifestMigrator.Json;

namespace ManifestMigrator.Fuzz;

/// <summary>Changes inputs, and makes those that break a law shorter.</summary>
internal static class Mutation
{
    private const int MaximumLength = 200_000;
    private const int MaximumTries = 2_000;

    /// <summary>A known input with one to eight changes.</summary>
    /// <param name="random">Chooses.</param>
    /// <param name="known">The known inputs.</param>
    /// <param name="words">Texts that mean something to the target.</param>
    public static byte[] Change(Random random, IReadOnlyList<byte[]> known, IReadOnlyList<string> words)
    {
        var text = Encoding.UTF8.GetString(Any(random, known));
        for (var changes = 1 << random.Next(4); changes > 0 && text.Length < MaximumLength; changes--)
            text = Change(random, text, known, words);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0 && random.Next(20) == 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    /// <summary>A shorter input that still breaks the law.</summary>
    public static byte[] Minimise(byte[] input, Func<byte[], bool> isBroken)
    {
        var tries = 0;
        for (var size = input.Length / 2; size > 0 && tries < MaximumTries; size /= 2)
        {
            for (var start = 0; start + size <= input.Length && tries < MaximumTries; tries++)
            {
                byte[] shorter = [.. input.AsSpan(0, start), .. input.AsSpan(start + size)];
                if (isBroken(shorter))
                    input = shorter;
                else
                    start += size;
            }
        }
        return input;
    }

    private static string Change(Random random, string text, IReadOnlyList<byte[]> known, IReadOnlyList<string> words)
    {
        var (from, to) = (random.Next(text.Length + 1), random.Next(text.Length + 1));
        (from, to) = (Math.Min(from, to), Math.Min(Math.Max(from, to), Math.Min(from, to) + 200));
        return random.Next(14) switch
        {
            0 => text.Remove(from, Math.Min(1, text.Length - from)),
            1 or 2 => text.Insert(from, Any(random, words)),
            3 or 4 => string.Concat(text.AsSpan(0, from), Any(random, words), text.AsSpan(Math.Min(from + 1, text.Length))),
            5 => text.Insert(from, text[from..to]),
            6 => text.Remove(from, to - from),
            7 => text.Insert(from, ((char)random.Next(0x3000)).ToString()),
            8 => text.Replace("\n", Any(random, ["\r", "\r\n", "", "\n\n"]), StringComparison.Ordinal),
            9 => string.Concat(text.AsSpan(0, from), Part(random, Encoding.UTF8.GetString(Any(random, known)))),
            _ => ChangeValue(random, text, known, words),
        };
    }

    /// <summary>Where the text is JSON, another value, key or member; else another word.</summary>
    private static string ChangeValue(Random random, string text, IReadOnlyList<byte[]> known, IReadOnlyList<string> words)
    {
        if (SyntaxTree.Parse(text) is not { Problems.Count: 0, Root: { } root })
            return text.Insert(random.Next(text.Length + 1), Any(random, words));

        var node = AnyNode(random, root);
        var other = SyntaxTree.Parse(Encoding.UTF8.GetString(Any(random, known))) is { Problems.Count: 0, Root: { } foreign } ? AnyNode(random, foreign) : root;
        var word = Any(random, words);
        return random.Next(4) switch
        {
            0 => Replace(text, node.Span.Start, node.Span.End, other.Text),
            1 when node.Member is { } member => Replace(text, member.KeySpan.Start, member.KeySpan.End, other.Member is { } named ? named.KeySpan.In(other.Source) : JsonString.Encode(word)),
            2 when node is ObjectNode { Count: > 0 } => text.Insert(node.Span.Start + 1, $"{JsonString.Encode(other.Member?.Key ?? word)}: {other.Text}, "),
            _ => Replace(text, node.Span.Start, node.Span.End, Any(random, ["null", "true", "\"false\"", "[]", "{}", "0", "-1.50e3", "\"\"", JsonString.Encode(word), $"[{node.Text}]", $"{{\"0\": {node.Text}}}"])),
        };
    }

    private static SyntaxNode AnyNode(Random random, SyntaxNode root)
    {
        var node = root;
        while (node is ContainerNode { Count: > 0 } container && random.Next(6) != 0)
            node = container.ChildValue(random.Next(container.Count));
        return node;
    }

    private static string Replace(string text, int start, int end, string by) => string.Concat(text.AsSpan(0, start), by, text.AsSpan(end));

    private static string Part(Random random, string text) => text[random.Next(text.Length + 1)..];

    private static T Any<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}

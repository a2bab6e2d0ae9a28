using ManifestMigrator.Json;

namespace ManifestMigrator.Rules;

/// <summary>A value and what takes its place.</summary>
internal sealed record Replacement
{
    private readonly string? _word;

    /// <param name="word">A string.</param>
    /// <param name="to">What it becomes.</param>
    public Replacement(string word, SyntaxNode to)
    {
        _word = word;
        To = to;
    }

    /// <param name="from">A value of any type.</param>
    /// <param name="to">What it becomes.</param>
    public Replacement(SyntaxNode from, SyntaxNode to)
    {
        From = from;
        _word = from.AsString();
        To = to;
    }

    /// <summary>The value as it is written in the mappings file; <see langword="null"/> where that is a key.</summary>
    public SyntaxNode? From { get; }

    public SyntaxNode To { get; }

    /// <summary>The value, for people.</summary>
    public string Before => From?.Text ?? JsonString.Encode(_word!);

    public bool IsOf(SyntaxNode node) => _word is null ? JsonEquality.AreEqual(From, node) : node.AsString() == _word;

    public bool IsOf(Replacement other) => other.From is { } node ? IsOf(node) : _word is not null && _word == other._word;
}

/// <summary>A table of values and what takes their places.</summary>
/// <param name="Pairs">No value appears twice.</param>
internal sealed record Replacements(IReadOnlyList<Replacement> Pairs)
{
    /// <summary>What a value has to become, or <see langword="null"/>.</summary>
    public SyntaxNode? For(SyntaxNode node) => Pairs.FirstOrDefault(pair => pair.IsOf(node))?.To;

    /// <summary>Whether a value, replaced again and again, becomes what it was.</summary>
    public bool ComesBack(Replacement start)
    {
        var value = start.To;
        for (var i = 0; i < Pairs.Count; i++)
        {
            if (start.IsOf(value))
                return true;
            if (For(value) is not { } next)
                return false;
            value = next;
        }
        return start.IsOf(value);
    }
}

using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>A key and its value in an object.</summary>
public sealed class ObjectMember
{
    private string? _key;

    internal ObjectMember(TextSpan keySpan, SyntaxNode value)
    {
        KeySpan = keySpan;
        Value = value;
    }

    /// <summary>The key with its quotes.</summary>
    public TextSpan KeySpan { get; }

    public SyntaxNode Value { get; }

    /// <summary>The key, unescaped.</summary>
    public string Key => _key ??= JsonString.Decode(KeyText);

    /// <summary>From the opening quote of the key to the last character of the value.</summary>
    public TextSpan Span => new(KeySpan.Start, Value.Span.End);

    /// <summary>RFC 6901 pointer to the value.</summary>
    public string Pointer => Value.Pointer;

    private ReadOnlySpan<char> KeyText => Value.Source.AsSpan(KeySpan.Start, KeySpan.Length);

    /// <summary>Whether the unescaped key is this name.</summary>
    public bool KeyIs(string name)
    {
        var text = KeyText;
        if (text.Length == name.Length + 2 && text[1..^1].SequenceEqual(name) && !name.Contains('\\', StringComparison.Ordinal))
            return true;
        return text.Contains('\\') && Key == name;
    }
}

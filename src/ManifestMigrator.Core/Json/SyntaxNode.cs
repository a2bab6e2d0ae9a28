using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>A value in a JSON text: where it stands, not a copy of it. Immutable once parsed.</summary>
public abstract class SyntaxNode
{
    private readonly string _source;

    private protected SyntaxNode(string source, int start)
    {
        _source = source;
        Span = TextSpan.At(start);
    }

    /// <summary>From the first to the last character of the value.</summary>
    public TextSpan Span { get; private protected set; }

    /// <summary>The object or array that holds the value; <see langword="null"/> for the root.</summary>
    public ContainerNode? Parent { get; internal set; }

    /// <summary>The member whose value this is; <see langword="null"/> for the root and for array items.</summary>
    public ObjectMember? Member { get; internal set; }

    /// <summary>Zero-based place among the children of <see cref="Parent"/>; 0 for the root.</summary>
    internal int Index { get; set; }

    /// <summary>The value as it is written.</summary>
    public string Text => Span.In(_source);

    /// <summary>The whole text the value stands in.</summary>
    internal string Source => _source;

    /// <summary>RFC 6901 pointer to the value.</summary>
    public string Pointer => Parent switch
    {
        null => "",
        ArrayNode => JsonPointer.Append(Parent.Pointer, Index),
        _ => JsonPointer.Append(Parent.Pointer, Member!.Key),
    };

    /// <summary>The string this is, unescaped, or <see langword="null"/> when it is something else.</summary>
    public string? AsString() => this is ScalarNode { Kind: JsonScalarKind.String } ? JsonString.Decode(_source.AsSpan(Span.Start, Span.Length)) : null;

    /// <summary>Whether this is the literal <c>true</c> (or <c>false</c>).</summary>
    public bool Is(bool value) => this is ScalarNode scalar && scalar.Kind == (value ? JsonScalarKind.True : JsonScalarKind.False);

    /// <summary>Whether the value is written in exactly these characters.</summary>
    public bool IsWritten(ReadOnlySpan<char> json) => _source.AsSpan(Span.Start, Span.Length).SequenceEqual(json);
}

using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>A string, number, boolean or null.</summary>
public sealed class ScalarNode : SyntaxNode
{
    internal ScalarNode(string source, TextSpan span, JsonScalarKind kind)
        : base(source, span.Start)
    {
        Span = span;
        Kind = kind;
    }

    public JsonScalarKind Kind { get; }
}

/// <summary>What a scalar is.</summary>
public enum JsonScalarKind
{
    String,
    Number,
    True,
    False,
    Null,

    /// <summary>A stretch of text that is no JSON value; only in a tree that has problems.</summary>
    Invalid,
}

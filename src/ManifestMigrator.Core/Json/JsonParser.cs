using ManifestMigrator.Text;
namespace ManifestMigrator.Json;

/// <summary>
/// Reads strict JSON (RFC 8259). Where the text is not, it notes a problem and goes on as long as the meaning of the rest
/// is clear, so that one reading tells a person everything; where it is not clear, it stops.
/// </summary>
internal sealed partial class JsonParser(string text)
{
    private const int MaximumProblems = 20;
    private const int NoComma = -1;

    private readonly List<JsonProblem> _problems = [];
    private int _position;
    private int _depth;
    private bool _stopped;
    private ContainerNode? _unclosed;

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<JsonProblem> Problems => [.. _problems.OrderBy(problem => problem.Offset)];

    private bool AtEnd => _position >= text.Length;

    private char Current => text[_position];

    public SyntaxNode? ParseDocument()
    {
        SkipWhiteSpace();
        if (AtEnd)
        {
            Note(JsonProblems.Empty());
            return null;
        }

        var root = ParseValue();
        SkipWhiteSpace();
        if (!_stopped && !AtEnd && _problems.TrueForAll(problem => problem.Offset != _position))
            Note(JsonProblems.ExtraText(_position));
        if (_unclosed is not null)
            _problems.Add(MissingBracket(root, _unclosed));
        return root;
    }

    private SyntaxNode ParseValue() => Current switch
    {
        '{' => ParseObject(),
        '[' => ParseArray(),
        '"' => ParseString(isKey: false),
        '\'' => ParseSingleQuoted(),
        '-' or '+' or '.' or (>= '0' and <= '9') => ParseNumber(),
        var c when IsWordCharacter(c) => ParseLiteral(),
        ',' or '}' or ']' or ':' => Missing(),
        _ => Unexpected(),
    };

    private ObjectNode ParseObject()
    {
        var result = new ObjectNode(text, _position);
        if (Open())
        {
            while (MoreChildren(result, '}'))
                ParseMember(result);
        }
        return Close(result);
    }

    private ArrayNode ParseArray()
    {
        var result = new ArrayNode(text, _position);
        if (Open())
        {
            while (MoreChildren(result, ']'))
                result.Add(ParseValue());
        }
        return Close(result);
    }

    private bool Open()
    {
        if (++_depth > SyntaxTree.MaximumDepth)
            Stop(JsonProblems.TooDeep(_position, SyntaxTree.MaximumDepth));
        _position++;
        return !_stopped;
    }

    private T Close<T>(T container)
        where T : ContainerNode
    {
        _depth--;
        container.CloseAt(Math.Min(_position, text.Length));
        return container;
    }

    /// <summary>Goes to the next child, or past the closing bracket.</summary>
    private bool MoreChildren(ContainerNode container, char bracket)
    {
        var comma = NoComma;
        SkipWhiteSpace();
        while (!_stopped && !AtEnd && Current == ',')
        {
            if (container.Count > 0 && comma == NoComma)
                comma = _position;
            else
                Note(JsonProblems.ExtraComma(_position));
            _position++;
            SkipWhiteSpace();
        }

        if (_stopped)
            return false;
        if (AtEnd)
        {
            _unclosed = container;
            Stop(null);
            return false;
        }

        if (Current == bracket)
        {
            if (comma != NoComma)
                Note(JsonProblems.TrailingComma(comma) with { Repair = TextEdit.Remove(comma, comma + 1) });
            _position++;
            return false;
        }
        if (Current is '}' or ']')
        {
            Stop(JsonProblems.WrongBracket(_position, bracket, OpeningLine(container)));
            return false;
        }
        if (container.Count > 0 && comma == NoComma)
            NoteMissingComma(container);
        return !_stopped;
    }

    private void NoteMissingComma(ContainerNode container)
    {
        var previousEnd = container.ChildSpan(container.Count - 1).End;
        var sameLine = !text.AsSpan(previousEnd, _position - previousEnd).ContainsAny('\n', '\r');
        if (text[previousEnd - 1] == '"' && sameLine && Current != '"')
        {
            Stop(JsonProblems.UnescapedQuote(previousEnd - 1));
        }
        else if (Current == ':')
        {
            Stop(JsonProblems.UnexpectedCharacter(_position, Current));
        }
        else if (JsonIndentation.IsOver(container, _position))
        {
            Stop(JsonProblems.MissingBracketBefore(_position, ClosingBracket(container), OpeningLine(container)));
        }
        else
        {
            var problem = JsonProblems.MissingComma(previousEnd, container.ChildValue(container.Count - 1));
            Note(sameLine ? problem : problem with { Repair = TextEdit.Insert(previousEnd, ",") });
        }
    }

    private JsonProblem MissingBracket(SyntaxNode root, ContainerNode unclosed) =>
        JsonIndentation.FirstContradiction(root, unclosed) is { } found
            ? JsonProblems.MissingBracketBefore(found.Offset, ClosingBracket(found.Container), OpeningLine(found.Container))
            : JsonProblems.MissingBracket(text.Length, ClosingBracket(unclosed), OpeningLine(unclosed));

    private int OpeningLine(ContainerNode container) => LinePosition.Find(text, container.Span.Start).Line;

    private static char ClosingBracket(ContainerNode container) => container is ObjectNode ? '}' : ']';

    private void ParseMember(ObjectNode parent)
    {
        var key = ParseKey();
        SkipWhiteSpace();
        if (_stopped)
            return;

        if (!AtEnd && Current != ':' && JsonLostQuote.KeyLength(text.AsSpan(key.Start, key.Length)) is { } length)
        {
            Note(JsonLostQuote.AtKeyEnd(text, key.Start, length));
            _position = text.IndexOf(':', key.Start);
            key = key with { End = key.Start + length };
        }

        if (!AtEnd && Current == ':')
            _position++;
        else
            Note(JsonProblems.MissingColon(key.End));

        SkipWhiteSpace();
        if (_stopped)
            return;
        parent.Add(new ObjectMember(key, AtEnd ? Missing() : ParseValue()));
    }

    private TextSpan ParseKey()
    {
        if (Current == '"')
            return ParseString(isKey: true).Span;
        if (Current == '\'')
            return ParseSingleQuoted().Span;
        if (!IsWordCharacter(Current))
        {
            Stop(JsonProblems.UnexpectedCharacter(_position, Current));
            return TextSpan.At(_position);
        }

        var start = _position;
        SkipWord();
        var hasClosingQuote = !AtEnd && Current == '"';
        Note(hasClosingQuote ? JsonLostQuote.AtKeyStart(text, start, _position + 1) : JsonProblems.UnquotedKey(start));
        if (hasClosingQuote)
            _position++;
        return new TextSpan(start, _position);
    }

    private ScalarNode Missing()
    {
        Note(JsonProblems.MissingValue(_position));
        if (!AtEnd && Current == ':')
            Stop(null);
        return Scalar(_position, JsonScalarKind.Invalid);
    }

    private ScalarNode Unexpected()
    {
        Stop(JsonProblems.UnexpectedCharacter(_position, Current));
        return Scalar(_position, JsonScalarKind.Invalid);
    }

    private void Note(JsonProblem problem)
    {
        _problems.Add(problem);
        if (_problems.Count == MaximumProblems)
            Stop(null);
    }

    private void Stop(JsonProblem? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
        _stopped = true;
    }
}

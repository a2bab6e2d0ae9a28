using ManifestMigrator.Text;

namespace ManifestMigrator.Json;

/// <summary>
/// Reads strict JSON (RFC 8259). On a mistake it notes a problem and goes on as long as the meaning of the rest is clear, so that
/// a person learns of everything at once; where it is not clear, it stops.
/// </summary>
internal sealed class JsonParser(string text)
{
    private const int MaximumProblems = 20;
    private const int NoComma = -1;

    private readonly List<TextProblem> _problems = [];
    private int _position;
    private int _depth;
    private bool _stopped;
    private ContainerNode? _unclosed;
    private LineMap? _lines;

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<TextProblem> Problems => [.. _problems.OrderBy(problem => problem.Offset)];

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

    private ScalarNode ParseString(bool isKey)
    {
        var start = _position++;
        while (true)
        {
            while (!AtEnd && Current is >= ' ' and not ('"' or '\\'))
                _position++;
            if (AtEnd)
            {
                Stop(JsonProblems.UnendedString(start));
                break;
            }
            if (Current == '"')
            {
                _position++;
                break;
            }
            if (Current == '\\')
            {
                SkipEscape();
            }
            else if (Current is '\n' or '\r')
            {
                if (EndsAtLineBreak(start, isKey))
                    break;
            }
            else
            {
                Note(JsonProblems.ControlCharacter(_position++));
            }
            if (_stopped)
                break;
        }
        return Scalar(start, JsonScalarKind.String);
    }

    /// <summary>Decides, at the end of a line inside a string, whether a quote is missing or the text goes on.</summary>
    /// <returns>Whether the string is over; reading goes on where it should have ended.</returns>
    private bool EndsAtLineBreak(int start, bool isKey)
    {
        var lost = JsonLostQuote.AtLineEnd(text, start, _position, isKey);
        Note(lost.Problem);
        _position = lost.End ?? _position + 1;
        return lost.End is not null;
    }

    private void SkipEscape()
    {
        var start = _position++;
        if (AtEnd)
            return;
        if (Current == 'u')
        {
            var end = _position + 1;
            while (end < text.Length && end <= _position + 4 && char.IsAsciiHexDigit(text[end]))
                end++;
            if (end == _position + 5)
            {
                _position = end;
                return;
            }
        }
        else if ("\"\\/bfnrt".Contains(Current, StringComparison.Ordinal))
        {
            _position++;
            return;
        }
        Note(JsonProblems.BadEscape(start));
    }

    private ScalarNode ParseSingleQuoted()
    {
        var start = _position;
        Note(JsonProblems.SingleQuotes(start));
        var length = text.AsSpan(start + 1).IndexOfAny("'\r\n");
        if (length < 0 || text[start + 1 + length] != '\'')
            Stop(null);
        else
            _position = start + length + 2;
        return Scalar(start, JsonScalarKind.Invalid);
    }

    private ScalarNode ParseNumber()
    {
        var start = _position;
        SkipNumber();
        if (IsNumber(text.AsSpan(start, _position - start)))
            return Scalar(start, JsonScalarKind.Number);
        Note(JsonProblems.BadNumber(start));
        return Scalar(start, JsonScalarKind.Invalid);
    }

    private void SkipNumber()
    {
        while (!AtEnd && (IsWordCharacter(Current) || char.IsAsciiDigit(Current) || Current is '-' or '+' or '.'))
            _position++;
    }

    /// <summary>The number grammar of RFC 8259, section 6.</summary>
    private static bool IsNumber(ReadOnlySpan<char> number)
    {
        if (number.StartsWith("-"))
            number = number[1..];

        var whole = TakeDigits(ref number);
        if (whole.IsEmpty || (whole.Length > 1 && whole[0] == '0'))
            return false;

        if (number.StartsWith("."))
        {
            number = number[1..];
            if (TakeDigits(ref number).IsEmpty)
                return false;
        }

        if (!number.IsEmpty && number[0] is 'e' or 'E')
        {
            number = number[1..];
            if (!number.IsEmpty && number[0] is '+' or '-')
                number = number[1..];
            if (TakeDigits(ref number).IsEmpty)
                return false;
        }
        return number.IsEmpty;
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return digits;
    }

    private ScalarNode ParseLiteral()
    {
        var start = _position;
        SkipWord();
        switch (text.AsSpan(start, _position - start))
        {
            case "true":
                return Scalar(start, JsonScalarKind.True);
            case "false":
                return Scalar(start, JsonScalarKind.False);
            case "null":
                return Scalar(start, JsonScalarKind.Null);
        }
        if (JsonLostQuote.EndWithoutOpening(text, start) is { } end)
        {
            Note(JsonProblems.LostOpeningQuote(start));
            _position = end;
        }
        else
        {
            Note(JsonProblems.BadLiteral(start));
        }
        return Scalar(start, JsonScalarKind.Invalid);
    }

    private void SkipWord()
    {
        while (!AtEnd && (IsWordCharacter(Current) || char.IsAsciiDigit(Current) || Current == '-'))
            _position++;
    }

    private static bool IsWordCharacter(char c) => char.IsLetter(c) || c is '_' or '$';

    private ScalarNode Scalar(int start, JsonScalarKind kind) => new(text, new TextSpan(start, Math.Max(start, Math.Min(_position, text.Length))), kind);

    private void SkipWhiteSpace()
    {
        while (!_stopped && !AtEnd)
        {
            switch (Current)
            {
                case ' ' or '\t' or '\n' or '\r':
                    _position++;
                    break;
                case '/' when _position + 1 < text.Length && text[_position + 1] is '/' or '*':
                    SkipComment();
                    break;
                case '\uFEFF':
                    Note(JsonProblems.ByteOrderMark(_position++));
                    break;
                case '<' or '=' or '>' or '|' when IsMergeMarker():
                    Stop(JsonProblems.MergeConflict(_position));
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipComment()
    {
        Note(JsonProblems.Comment(_position));
        var rest = text.AsSpan(_position + 2);
        var isBlock = text[_position + 1] == '*';
        var length = isBlock ? rest.IndexOf("*/") : rest.IndexOfAny('\r', '\n');
        _position = length < 0 ? text.Length : _position + 2 + length + (isBlock ? 2 : 1);
    }

    private bool IsMergeMarker()
    {
        var atLineStart = _position == 0 || text[_position - 1] is '\n' or '\r';
        return atLineStart && _position + 7 <= text.Length && !text.AsSpan(_position, 7).ContainsAnyExcept(Current);
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

    private TextProblem MissingBracket(SyntaxNode root, ContainerNode unclosed) =>
        JsonIndentation.FirstContradiction(root, unclosed) is { } found
            ? JsonProblems.MissingBracketBefore(found.Offset, ClosingBracket(found.Container), OpeningLine(found.Container))
            : JsonProblems.MissingBracket(text.Length, ClosingBracket(unclosed), OpeningLine(unclosed));

    private int OpeningLine(ContainerNode container) => (_lines ??= new LineMap(text)).Position(container.Span.Start).Line;

    private static char ClosingBracket(ContainerNode container) => container is ObjectNode ? '}' : ']';

    private void Note(TextProblem problem)
    {
        _problems.Add(problem);
        if (_problems.Count == MaximumProblems)
            Stop(null);
    }

    private void Stop(TextProblem? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
        _stopped = true;
    }
}

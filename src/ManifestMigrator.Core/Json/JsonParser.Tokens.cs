using System.Buffers;
using ManifestMigrator.Text;

namespace ManifestMigrator.Json;

/// <content>Strings, numbers, words, and the white space between them.</content>
internal sealed partial class JsonParser
{
    private static readonly SearchValues<char> StringEnds = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private ScalarNode ParseString(bool isKey)
    {
        var start = _position++;
        while (true)
        {
            var step = text.AsSpan(_position).IndexOfAny(StringEnds);
            _position = step < 0 ? text.Length : _position + step;
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

    /// <summary>A string reaches the end of its line: is a quote lost, or does the text go on?</summary>
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
            var digits = text.AsSpan(_position + 1, Math.Min(4, text.Length - _position - 1));
            if (digits.Length == 4 && !digits.ContainsAnyExcept(HexDigits))
            {
                _position += 5;
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
        if (JsonNumber.IsValid(text.AsSpan(start, _position - start)))
            return Scalar(start, JsonScalarKind.Number);
        Note(JsonProblems.BadNumber(start));
        return Scalar(start, JsonScalarKind.Invalid);
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
        var length = isBlock ? rest.IndexOf("*/") : rest.IndexOf('\n');
        _position = length < 0 ? text.Length : _position + 2 + length + (isBlock ? 2 : 1);
    }

    private bool IsMergeMarker()
    {
        var atLineStart = _position == 0 || text[_position - 1] == '\n';
        return atLineStart && _position + 7 <= text.Length && !text.AsSpan(_position, 7).ContainsAnyExcept(Current);
    }

    private void SkipWord()
    {
        while (!AtEnd && (IsWordCharacter(Current) || char.IsAsciiDigit(Current) || Current == '-'))
            _position++;
    }

    private void SkipNumber()
    {
        while (!AtEnd && (IsWordCharacter(Current) || char.IsAsciiDigit(Current) || Current is '-' or '+' or '.'))
            _position++;
    }

    private static bool IsWordCharacter(char c) => char.IsLetter(c) || c is '_' or '$';
}

using System.Buffers;
using System.Text;
using ManifestMigrator.Text;

namespace ManifestMigrator.Json;

/// <summary>Writes a tree as text again: the proof that the tree has lost nothing.</summary>
public static class JsonPrinter
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    /// <summary>The text of a tree without problems. Between the tokens of the grammar only white space is let through.</summary>
    /// <exception cref="InvalidOperationException">The tree does not cover its text.</exception>
    public static string Print(SyntaxTree document)
    {
        var printer = new Printer(document.Text);
        printer.Value(document.Root ?? throw new InvalidOperationException("The document has no value."));
        return printer.End();
    }

    private sealed class Printer(string source)
    {
        private readonly StringBuilder _output = new(source.Length);

        public void Value(SyntaxNode node)
        {
            switch (node)
            {
                case ObjectNode @object:
                    Object(@object);
                    break;
                case ArrayNode array:
                    Array(array);
                    break;
                default:
                    Token(node.Span);
                    break;
            }
        }

        public string End()
        {
            WhiteSpace();
            return _output.Length == source.Length ? _output.ToString() : throw NotCovered();
        }

        private void Object(ObjectNode @object)
        {
            Punctuation('{');
            for (var i = 0; i < @object.Count; i++)
            {
                if (i > 0)
                    Punctuation(',');
                Token(@object.Members[i].KeySpan);
                Punctuation(':');
                Value(@object.Members[i].Value);
            }
            Punctuation('}');
        }

        private void Array(ArrayNode array)
        {
            Punctuation('[');
            for (var i = 0; i < array.Count; i++)
            {
                if (i > 0)
                    Punctuation(',');
                Value(array.Items[i]);
            }
            Punctuation(']');
        }

        private void Token(TextSpan span)
        {
            WhiteSpace();
            if (_output.Length != span.Start)
                throw NotCovered();
            _output.Append(source, span.Start, span.Length);
        }

        private void Punctuation(char character)
        {
            WhiteSpace();
            if (_output.Length == source.Length || source[_output.Length] != character)
                throw NotCovered();
            _output.Append(character);
        }

        private void WhiteSpace()
        {
            var start = _output.Length;
            var rest = source.AsSpan(start);
            var length = rest.IndexOfAnyExcept(Blanks);
            _output.Append(length < 0 ? rest : rest[..length]);
        }

        private static InvalidOperationException NotCovered() => new("The tree does not cover its text.");
    }
}

using System.Text;

namespace ManifestMigrator.Json;

/// <summary>Writes a tree as text again: the proof that the tree has lost nothing.</summary>
public static class JsonPrinter
{
    /// <summary>The text of a tree without problems. Between the tokens of the grammar only white space is let through.</summary>
    /// <exception cref="InvalidOperationException">The tree does not cover its text.</exception>
    public static string Print(JsonDocument document)
    {
        var output = new Printer(document.Text);
        output.Value(document.Root ?? throw new InvalidOperationException("The document has no value."));
        return output.End();
    }

    private sealed class Printer(string source)
    {
        private readonly StringBuilder _output = new(source.Length);

        public void Value(JsonNode node)
        {
            switch (node)
            {
                case JsonObject @object:
                    Container(@object, '{', '}', i => Member(@object.Members[i]));
                    break;
                case JsonArray array:
                    Container(array, '[', ']', i => Value(array.Items[i]));
                    break;
                default:
                    Token(node.Span);
                    break;
            }
        }

        public string End()
        {
            WhiteSpace(source.Length);
            return _output.ToString();
        }

        private void Container(JsonContainer container, char open, char close, Action<int> child)
        {
            Punctuation(container.Span.Start, open);
            for (var i = 0; i < container.Count; i++)
            {
                if (i > 0)
                    Punctuation(container.Commas[i - 1], ',');
                child(i);
            }
            Punctuation(container.Span.End - 1, close);
        }

        private void Member(JsonMember member)
        {
            Token(member.KeySpan);
            Punctuation(member.Colon, ':');
            Value(member.Value);
        }

        private void Token(TextSpan span)
        {
            WhiteSpace(span.Start);
            _output.Append(source, span.Start, span.Length);
        }

        private void Punctuation(int offset, char character)
        {
            WhiteSpace(offset);
            _output.Append(character);
        }

        private void WhiteSpace(int end)
        {
            var start = _output.Length;
            if (end < start || source.AsSpan(start, end - start).ContainsAnyExcept(" \t\r\n"))
                throw new InvalidOperationException("The tree does not cover its text.");
            _output.Append(source, start, end - start);
        }
    }
}

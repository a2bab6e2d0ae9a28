namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Reads CoffeeScript.</summary>
internal static class CoffeeScript
{
    public static void Read(TokenReader reader)
    {
        while (!reader.AtEnd)
            ReadNext(reader);
    }

    private static void ReadNext(TokenReader reader)
    {
        switch (reader.Current)
        {
            case '\'':
                QuotedText.Read(reader, reader.StartsWith("'''") ? TextForm.SingleHeredoc : TextForm.CoffeeSingleQuoted);
                break;
            case '"':
                QuotedText.Read(reader, reader.StartsWith("\"\"\"") ? TextForm.DoubleHeredoc : TextForm.CoffeeDoubleQuoted);
                break;
            case '/' when reader.StartsWith("///"):
                QuotedText.Read(reader, TextForm.RegexHeredoc);
                break;
            case '/' when CoffeeSlash.BeginsRegex(reader) && RegularExpression.TryRead(reader):
            case '`' when EmbeddedJavaScript.TryRead(reader):
                break;
            case '/' when reader.Next() == '/':
                CoffeeSlash.ReadFloorDivision(reader);
                break;
            case '#':
                CoffeeComments.Skip(reader);
                break;
            case '\\' when CoffeeComments.SkipContinuation(reader):
                break;
            case '}' when reader.EndInterpolation() is { } form:
                QuotedText.ReadOn(reader, form);
                break;
            case >= '0' and <= '9':
                Numbers.Read(reader);
                break;
            case var character when Names.IsStart(character):
                Names.Read(reader);
                break;
            case var character when TokenReader.IsBlank(character):
                reader.SkipBlank();
                break;
            default:
                Marks.Read(reader);
                break;
        }
    }
}

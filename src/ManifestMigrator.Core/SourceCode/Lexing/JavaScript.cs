namespace ManifestMigrator.SourceCode.Lexing;

/// <summary>Reads JavaScript, TypeScript and JSX, which are alike as far as tokens go.</summary>
internal static class JavaScript
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
                QuotedText.Read(reader, TextForm.SingleQuoted);
                break;
            case '"':
                QuotedText.Read(reader, TextForm.DoubleQuoted);
                break;
            case '`':
                QuotedText.Read(reader, TextForm.Template);
                break;
            case '/' when Comments.Skip(reader):
            case '/' when JavaScriptSlash.BeginsRegex(reader) && RegularExpression.TryRead(reader):
            case '<' or '#' when Comments.SkipOdd(reader):
                break;
            case '}' when reader.EndInterpolation() is { } form:
                QuotedText.ReadOn(reader, form);
                break;
            case '#' when Names.IsStart(reader.Next()):
                Names.Read(reader);
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

namespace ManifestMigrator.Json;

/// <summary>The number grammar of RFC 8259, section 6.</summary>
internal static class JsonNumber
{
    public static bool IsValid(ReadOnlySpan<char> number)
    {
        if (number.StartsWith("-"))
            number = number[1..];

        var whole = Digits(ref number);
        if (whole.IsEmpty || (whole.Length > 1 && whole[0] == '0'))
            return false;

        if (number.StartsWith("."))
        {
            number = number[1..];
            if (Digits(ref number).IsEmpty)
                return false;
        }

        if (!number.IsEmpty && number[0] is 'e' or 'E')
        {
            number = number[1..];
            if (!number.IsEmpty && number[0] is '+' or '-')
                number = number[1..];
            if (Digits(ref number).IsEmpty)
                return false;
        }
        return number.IsEmpty;
    }

    private static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? text : text[..length];
        text = text[digits.Length..];
        return digits;
    }
}

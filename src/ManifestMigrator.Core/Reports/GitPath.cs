using System.Text;

namespace ManifestMigrator.Reports;

/// <summary>Paths as git writes them in the headers of a patch.</summary>
internal static class GitPath
{
    /// <summary>
    /// The path itself or, when a character in it could be misread, in double quotes with the escapes of C. What is not ASCII
    /// becomes octal bytes of its UTF-8, as with git's default for <c>core.quotePath</c>.
    /// </summary>
    public static string Quoted(string path)
    {
        var bytes = Encoding.UTF8.GetBytes(path);
        if (Array.TrueForAll(bytes, IsPlain))
            return path;

        var quoted = new StringBuilder("\"", path.Length + 8);
        foreach (var value in bytes)
            AppendEscaped(quoted, value);

        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(byte value) => value is >= 0x20 and < 0x7f and not (byte)'"' and not (byte)'\\';

    private static void AppendEscaped(StringBuilder quoted, byte value)
    {
        if (IsPlain(value))
        {
            quoted.Append((char)value);
            return;
        }

        var letter = value switch
        {
            0x07 => 'a',
            0x08 => 'b',
            0x09 => 't',
            0x0a => 'n',
            0x0b => 'v',
            0x0c => 'f',
            0x0d => 'r',
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            _ => '\0',
        };

        if (letter != '\0')
            quoted.Append('\\').Append(letter);
        else
            quoted.Append('\\').Append((char)('0' + (value >> 6))).Append((char)('0' + ((value >> 3) & 7))).Append((char)('0' + (value & 7)));
    }
}

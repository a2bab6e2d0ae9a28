using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ManifestMigrator.Reports;

/// <summary>
/// Any text as the name of one file or folder that every file system takes: it cannot leave its folder, is not a device of Windows,
/// is not too long, and different texts get different names even where a file system ignores case.
/// </summary>
/// <remarks>
/// Lower-case letters, digits, <c>-</c>, <c>_</c> and inner dots stand for themselves; every other byte of the UTF-8 is written
/// <c>%XX</c>. The name of an empty text is <c>%</c>. A long one is cut and ends in <c>~</c> and a part of the text's SHA-256.
/// </remarks>
public static class SafeName
{
    private const int LongestName = 120;
    private const int HashDigits = 32;

    private static readonly HashSet<string> Devices = new(StringComparer.Ordinal)
    {
        "con", "prn", "aux", "nul",
        "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    public static string Escape(string text)
    {
        if (text.Length == 0)
            return "%";

        var bytes = Encoding.UTF8.GetBytes(text);
        var name = new StringBuilder(bytes.Length);
        for (var index = 0; index < bytes.Length; index++)
        {
            if (StandsForItself(bytes, index, isDevice: index == 0 && IsDevice(text)))
                name.Append((char)bytes[index]);
            else
                name.Append(CultureInfo.InvariantCulture, $"%{bytes[index]:X2}");
        }

        return name.Length <= LongestName
            ? name.ToString()
            : $"{name.ToString(0, LongestName - HashDigits - 1)}~{Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashDigits]}";
    }

    private static bool StandsForItself(byte[] bytes, int index, bool isDevice) => bytes[index] switch
    {
        >= (byte)'a' and <= (byte)'z' => !isDevice,
        >= (byte)'0' and <= (byte)'9' or (byte)'_' or (byte)'-' => true,
        (byte)'.' => index > 0 && index < bytes.Length - 1,
        _ => false,
    };

    /// <summary>Windows sees the device in <c>con.txt</c> too.</summary>
    private static bool IsDevice(string text) => Devices.Contains(text.Split('.')[0]);
}

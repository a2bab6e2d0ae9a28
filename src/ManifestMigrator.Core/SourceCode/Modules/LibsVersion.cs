using System.Globalization;

namespace ManifestMigrator.SourceCode.Modules;

/// <summary>A version of cozy-konnector-libs.</summary>
internal sealed record LibsVersion(int Major, int Minor, int Patch)
{
    /// <summary>The first version whose konnectors are run by a class, which fills their fields.</summary>
    public static readonly LibsVersion BaseKonnector = new(3, 0, 0);

    /// <summary>The first version that prefers the folder of the trigger to one that an account remembers.</summary>
    public static readonly LibsVersion FolderOfTrigger = new(4, 11, 0);

    /// <summary>The lowest version that a requirement of <c>package.json</c> admits, as far as its first number tells; <see langword="null"/> when there is none.</summary>
    /// <param name="requirement">Such as <c>^4.32.1</c>, <c>3.x</c>, <c>>=2.4 &lt;3</c> or <c>github:cozy/cozy-konnector-libs#v4.1.0</c>.</param>
    public static LibsVersion? Parse(string requirement)
    {
        var text = requirement.AsSpan(requirement.LastIndexOf('#') + 1);
        text = (text.StartsWith("semver:") ? text["semver:".Length..] : text).TrimStart("^~=>v ");
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]))
            return null;

        Span<int> numbers = [0, 0, 0];
        for (var i = 0; i < numbers.Length && TakeNumber(ref text, out numbers[i]); i++)
        {
            if (text is not ['.', ..])
                break;
            text = text[1..];
        }
        return new LibsVersion(numbers[0], numbers[1], numbers[2]);
    }

    public bool IsBefore(LibsVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch)) < 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    private static bool TakeNumber(ref ReadOnlySpan<char> text, out int number)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        var isNumber = int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        text = text[length..];
        return isNumber;
    }
}

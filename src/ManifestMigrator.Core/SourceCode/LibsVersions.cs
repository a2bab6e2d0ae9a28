using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ManifestMigrator.Json;

namespace ManifestMigrator.SourceCode;

/// <summary>A version of cozy-konnector-libs, without what follows the three numbers.</summary>
internal sealed record LibsVersion(int Major, int Minor, int Patch)
{
    /// <summary>The first version whose konnectors are run by a class, which fills their fields.</summary>
    public static readonly LibsVersion BaseKonnector = new(3, 0, 0);

    /// <summary>The first version that prefers the folder of the trigger to one that an account remembers.</summary>
    public static readonly LibsVersion FolderOfTrigger = new(4, 11, 0);

    public bool IsBefore(LibsVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch)) < 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}

/// <summary>The versions of cozy-konnector-libs that a package may get: one, where it is exact or a lock file names it.</summary>
/// <param name="Ranges">At least one, none of them empty.</param>
/// <param name="Source">The file that says so.</param>
/// <param name="Text">How it says it.</param>
internal sealed partial record LibsVersions(IReadOnlyList<LibsRange> Ranges, string Source, string Text)
{
    private const int MaximumLength = 200;

    private static readonly string[] Numbers = ["major", "minor", "patch"];

    /// <summary>Whether it can be one version only.</summary>
    public bool IsExact => Ranges is [{ IsExact: true }];

    public bool AreBefore(LibsVersion version) => Ranges.All(range => range.Limit is { } limit && !version.IsBefore(limit));

    public bool AreFrom(LibsVersion version) => Ranges.All(range => !range.First.IsBefore(version));

    public bool Have(LibsVersion version) =>
        Ranges.Any(range => !version.IsBefore(range.First) && (range.Limit is null || version.IsBefore(range.Limit)));

    public override string ToString() => IsExact ? $"{Ranges[0].First}" : Text;

    /// <summary>The versions that a requirement of <c>package.json</c> admits, as npm reads it.</summary>
    /// <param name="requirement">Such as <c>^4.32.1</c>, <c>3.x</c>, <c>&gt;=2.4 &lt;3</c> or <c>github:cozy/cozy-konnector-libs#v4.1.0</c>.</param>
    /// <param name="source">The file that has it.</param>
    /// <returns><see langword="null"/> when it does not tell: it is a tag, a branch or a file, or admits every version.</returns>
    public static LibsVersions? Parse(string requirement, string source)
    {
        if (requirement.Length > MaximumLength)
            return null;
        var text = requirement[(requirement.LastIndexOf('#') + 1)..];
        text = text.StartsWith("semver:", StringComparison.Ordinal) ? text["semver:".Length..] : text;
        var ranges = text.Split("||").Select(Range).ToList();
        if (ranges.Exists(range => range is null || range == LibsRange.All))
            return null;
        return ranges.OfType<LibsRange>().Where(range => !range.IsEmpty).ToList() is { Count: > 0 } found
            ? new LibsVersions(found, source, requirement)
            : null;
    }

    /// <summary>Comparators that must all hold; <see langword="null"/> when one is none.</summary>
    private static LibsRange? Range(string text)
    {
        if (Hyphen().Match(text) is { Success: true } hyphen)
            text = $">={hyphen.Groups["first"].Value} <={hyphen.Groups["last"].Value}";
        var all = LibsRange.All;
        foreach (var word in Spaces().Replace(text.Trim(), "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Comparator().Match(word) is not { Success: true } match || Compared(match) is not { } range)
                return null;
            all = all.And(range);
        }
        return all;
    }

    private static LibsRange? Compared(Match match)
    {
        var numbers = new List<int>();
        foreach (var group in Numbers.Select(name => match.Groups[name]).TakeWhile(group => group.Success && char.IsAsciiDigit(group.Value[0])))
        {
            if (!int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == int.MaxValue)
                return null;
            numbers.Add(number);
        }
        if (numbers.Count == 0)
            return LibsRange.All;

        var first = First(numbers);
        return match.Groups["operator"].Value switch
        {
            "^" => new LibsRange(first, After([.. numbers.Take(Math.Min(numbers.Count, numbers.TakeWhile(number => number == 0).Count() + 1))])),
            "~" or "~>" => new LibsRange(first, After([.. numbers.Take(2)])),
            ">=" => new LibsRange(first, Limit: null),
            ">" => new LibsRange(After(numbers), Limit: null),
            "<" => new LibsRange(First([]), first),
            "<=" => new LibsRange(First([]), After(numbers)),
            _ => new LibsRange(first, After(numbers)),
        };
    }

    private static LibsVersion First(IReadOnlyList<int> numbers) =>
        new(numbers.ElementAtOrDefault(0), numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));

    /// <summary>The first version after all that begin with these numbers.</summary>
    private static LibsVersion After(IReadOnlyList<int> numbers) => First([.. numbers.SkipLast(1), numbers[^1] + 1]);

    [GeneratedRegex(@"^\s*(?<first>\S+)\s+-\s+(?<last>\S+)\s*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hyphen();

    /// <summary>Blanks between a sign and its number.</summary>
    [GeneratedRegex(@"(?<=[\^~<>=v])\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"^(?<operator>\^|~>?|>=?|<=?|=)?[v=]?(?<major>\d+|[xX*])(\.(?<minor>\d+|[xX*])(\.(?<patch>\d+|[xX*])([-+].*)?)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Comparator();
}

/// <summary>Versions that follow each other.</summary>
/// <param name="First">The first one.</param>
/// <param name="Limit">The first one that is no longer among them; <see langword="null"/> for none.</param>
internal sealed record LibsRange(LibsVersion First, LibsVersion? Limit)
{
    public static readonly LibsRange All = new(new LibsVersion(0, 0, 0), Limit: null);

    public bool IsExact => Limit == First with { Patch = First.Patch + 1 };

    public bool IsEmpty => Limit is not null && !First.IsBefore(Limit);

    public LibsRange And(LibsRange other) => new(
        First.IsBefore(other.First) ? other.First : First,
        Limit is null || (other.Limit is not null && other.Limit.IsBefore(Limit)) ? other.Limit : Limit);
}

/// <summary>A file that says which versions are installed: <c>yarn.lock</c> or <c>package-lock.json</c>.</summary>
internal sealed class LockFile
{
    private const string Yarn = "yarn.lock";

    public static readonly IReadOnlyList<string> Names = [Yarn, "package-lock.json"];

    private readonly string _name;
    private readonly string _folder;
    private readonly Dictionary<string, string> _byRequirement = new(StringComparer.Ordinal);
    private readonly ObjectNode? _root;

    public LockFile(SourceFile file)
    {
        _name = SourceNames.Name(file.Path);
        _folder = ModulePath.Folder(file.Path);
        var text = Encoding.UTF8.GetString(file.Content ?? []).TrimStart('\uFEFF');
        if (_name == Yarn)
            ReadYarn(text);
        else
            _root = SyntaxTree.Parse(text).Root as ObjectNode;
    }

    /// <summary>The version that a package gets; <see langword="null"/> when it is not there, or no longer fits what the package asks for.</summary>
    public LibsVersions? Find(Package package)
    {
        if (package.Requirement is not { } requirement || (_name == Yarn ? InYarn(requirement) : InNpm(package.Folder)) is not { } installed)
            return null;
        if (LibsVersions.Parse(installed, _name) is not { IsExact: true } version)
            return null;
        var admitted = LibsVersions.Parse(requirement, SourceNames.Package);
        return admitted is null || admitted.Have(version.Ranges[0].First) ? version : null;
    }

    private string? InYarn(string requirement) =>
        _byRequirement.GetValueOrDefault($"{ModuleList.Libs}@{requirement}") ?? _byRequirement.GetValueOrDefault($"{ModuleList.Libs}@npm:{requirement}");

    /// <summary>The entries of the library: a line with its requirements, and below it, further in, its version.</summary>
    private void ReadYarn(string text)
    {
        List<string> keys = [];
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Length > 0 && !char.IsWhiteSpace(line[0]))
                keys = line.Contains(ModuleList.Libs, StringComparison.Ordinal) ? [.. line.ToString().TrimEnd(':').Split(',').Select(key => key.Trim(' ', '"'))] : [];
            else if (keys.Count > 0 && line.Trim() is var member && member.StartsWith("version"))
                Add(keys, member["version".Length..].Trim(" :\"").ToString());
        }
    }

    private void Add(List<string> keys, string version) => keys.ForEach(key => _byRequirement.TryAdd(key, version));

    private string? InNpm(string folder)
    {
        var below = folder[Math.Min(folder.Length, _folder.Length)..].Trim('/');
        var packages = _root?["packages"] as ObjectNode;
        return Version(packages, below.Length == 0 ? $"node_modules/{ModuleList.Libs}" : $"{below}/node_modules/{ModuleList.Libs}")
            ?? Version(packages, $"node_modules/{ModuleList.Libs}")
            ?? Version(_root?["dependencies"] as ObjectNode, ModuleList.Libs);
    }

    private static string? Version(ObjectNode? entries, string name) => (entries?[name] as ObjectNode)?["version"]?.AsString();
}

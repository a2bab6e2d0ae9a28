using System.Text.RegularExpressions;
using ManifestMigrator.SourceCode;

namespace ManifestMigrator.Catalogue;

/// <summary>Reads literals: texts, numbers, arrays, objects, and names that stand for one of these in the same file.</summary>
internal sealed partial class CodeReader(CodeConstants constants)
{
    private const int MaximumDepth = 50;

    /// <summary>
    /// Number of values in one; beyond, it is a table and says nothing of a konnector. Names that stand for names can make any number of a
    /// few.
    /// </summary>
    private const int MaximumSize = 5000;

    private readonly Dictionary<string, CodeValue> _named = new(StringComparer.Ordinal);

    public CodeValue Value(TokenRange range) => Value(range, depth: 0);

    private CodeValue Value(TokenRange range, int depth) => Unlimited(range, depth) is { Size: <= MaximumSize } value ? value : new CodeComputed("");

    private CodeValue Unlimited(TokenRange range, int depth)
    {
        var tokens = range.Tokens;
        if (range.Length <= 0 || depth > MaximumDepth)
            return new CodeComputed("");
        if (range.Inside("(") is { } inner)
            return Value(inner, depth + 1);
        if (range.Inside("{") is { } members)
            return Object(members, depth);
        if (range.Inside("[") is { } items)
            return new CodeArray([.. Items(items).Take(MaximumSize).Select(item => Value(item, depth + 1))]);
        if (tokens.IsCoffeeScript && range.BeginsWithKey)
            return Object(range, depth);
        if (range.Length == 1)
            return Single(range, depth);
        if (range.Length == 2 && tokens.Is(range.Start, "-") && Number(tokens, range.Start + 1) is { } number)
            return new CodeLiteral("-" + number);
        return IsJoinedText(range)
            ? new CodeText(string.Concat(Enumerable.Range(range.Start, range.Length).Where(tokens.IsText).Select(tokens.Word)))
            : new CodeComputed("");
    }

    private CodeValue Single(TokenRange range, int depth)
    {
        var (tokens, index, _) = range;
        if (tokens.IsText(index))
            return new CodeText(tokens.Word(index));
        if (Number(tokens, index) is { } number)
            return new CodeLiteral(number);
        if (!tokens.IsName(index))
            return new CodeComputed("");

        var name = tokens.Word(index);
        if (name is "true" or "false" or "null")
            return new CodeLiteral(name);
        if (tokens.IsCoffeeScript && name is "yes" or "on" or "no" or "off")
            return new CodeLiteral(name is "yes" or "on" ? "true" : "false");
        return Named(name, depth);
    }

    /// <summary>The value of a name. While it is being read, the name stands for nothing: names may lead in a circle.</summary>
    private CodeValue Named(string name, int depth)
    {
        if (_named.TryGetValue(name, out var known))
            return known;
        var unknown = _named[name] = new CodeComputed(name);
        return _named[name] = constants.Find(name) is { } value && Value(value, depth + 1) is var found and not CodeComputed ? found : unknown;
    }

    private CodeObject Object(TokenRange members, int depth) => new(
    [
        .. (members.Tokens.IsCoffeeScript ? IndentedObject.Members(members) : members.BetweenCommas())
            .Take(MaximumSize).Select(member => Member(member, depth)).OfType<(string Key, CodeValue Value)>(),
    ]);

    /// <summary>A key and its value; a method and a name alone are members too. <see langword="null"/> for what has no key that is known.</summary>
    private (string Key, CodeValue Value)? Member(TokenRange member, int depth)
    {
        var tokens = member.Tokens;
        if (member.BeginsWithKey)
            return (tokens.Word(member.Start), Value(member with { Start = member.Start + 2 }, depth + 1));
        if (!tokens.IsName(member.Start))
            return null;
        return member.Length == 1
            ? (tokens.Word(member.Start), Single(member, depth + 1))
            : tokens.Is(member.Start + 1, "(") ? (tokens.Word(member.Start), new CodeComputed("")) : null;
    }

    private static IEnumerable<TokenRange> Items(TokenRange items) =>
        items.Tokens.IsCoffeeScript ? items.BetweenCommas().SelectMany(IndentedObject.Lines) : items.BetweenCommas();

    /// <summary>Whether the range is texts with a plus between each two.</summary>
    private static bool IsJoinedText(TokenRange range) =>
        range.Length % 2 == 1
        && Enumerable.Range(0, range.Length).All(i => i % 2 == 0 ? range.Tokens.IsText(range.Start + i) : range.Tokens.Is(range.Start + i, "+"));

    private static string? Number(TokenList tokens, int index) =>
        tokens.IsKind(index, TokenKind.Number) && JsonNumber().IsMatch(tokens.Span(index)) ? tokens.Span(index).ToString() : null;

    [GeneratedRegex(@"^(0|[1-9][0-9]*)(\.[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JsonNumber();
}

/// <summary>The names a file gives to values, outside of every bracket. A name that is given twice stands for nothing.</summary>
internal sealed class CodeConstants
{
    private const int Twice = -1;

    private readonly TokenRange _all;
    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);

    public CodeConstants(TokenList tokens)
    {
        _all = new TokenRange(tokens, 0, tokens.Count);
        foreach (var index in _all.Outermost().Where(IsNamed))
        {
            if (!_starts.TryAdd(tokens.Word(index), index + 2))
                _starts[tokens.Word(index)] = Twice;
        }
    }

    /// <summary>The value of a name, or <see langword="null"/>.</summary>
    public TokenRange? Find(string name) => _starts.TryGetValue(name, out var start) && start != Twice ? Statement.Value(_all, start) : null;

    /// <summary>In a function of CoffeeScript, which has no brackets, the line is indented.</summary>
    private bool IsNamed(int index) =>
        _all.Tokens.IsName(index)
        && _all.Tokens.Is(index + 1, "=")
        && !_all.Tokens.IsMember(index)
        && (!_all.Tokens.IsCoffeeScript || ((index == 0 || _all.Tokens.BeginsLine(index)) && _all.Column(index) == 0));
}

/// <summary>A value as far as it is known without running the code.</summary>
internal abstract record CodeValue
{
    /// <summary>Number of values in it, itself among them; a value that several names stand for counts each time.</summary>
    public virtual int Size => 1;
}

internal sealed record CodeText(string Value) : CodeValue;

/// <param name="Json">A number, <c>true</c>, <c>false</c> or <c>null</c>, as JSON writes it.</param>
internal sealed record CodeLiteral(string Json) : CodeValue;

internal sealed record CodeArray(IReadOnlyList<CodeValue> Items) : CodeValue
{
    public override int Size { get; } = 1 + Items.Sum(item => item.Size);
}

/// <param name="Members">In the order of the code; of a key that appears twice, the last counts.</param>
internal sealed record CodeObject(IReadOnlyList<(string Key, CodeValue Value)> Members) : CodeValue
{
    public override int Size { get; } = 1 + Members.Sum(member => member.Value.Size);

    public CodeValue? this[string key] => Members.LastOrDefault(member => member.Key == key).Value;
}

/// <summary>A value that only running the code would reveal.</summary>
/// <param name="Name">The name it has, where it is nothing but a name; otherwise empty. More of the code is never kept: it may hold secrets.</param>
internal sealed record CodeComputed(string Name) : CodeValue;

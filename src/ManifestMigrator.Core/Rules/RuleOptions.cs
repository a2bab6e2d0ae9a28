using ManifestMigrator.Json;
using ManifestMigrator.Manifest;

namespace ManifestMigrator.Rules;

/// <summary>
/// Reads the members of one rule, or of an object in it. An unknown member, and an option that could never act, is an error
/// with its place.
/// </summary>
internal sealed class RuleOptions(string file, SyntaxTree document, ObjectNode rule)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The words of <c>changes</c>.</summary>
    public static IReadOnlyList<string> AspectNames { get; } = [.. Enum.GetNames(typeof(Aspect)).Where(name => name != nameof(Aspect.None)).Select(name => name.ToLowerInvariant())];

    /// <summary>The rule as it is written.</summary>
    public string Json => rule.Text;

    public string Text(string key) => AsText(Required(key), key);

    public string? OptionalText(string key) => Optional(key) is { } node ? AsText(node, key) : null;

    public bool Flag(string key, bool otherwise) => Optional(key) switch
    {
        null => otherwise,
        { } node when node.Is(true) => true,
        { } node when node.Is(false) => false,
        { } node => throw Wrong(node, $"'{key}' must be true or false, not {Word(node)}."),
    };

    /// <summary>One of a few words; the first one when the option is absent.</summary>
    public string Choice(string key, params IReadOnlyList<string> words)
    {
        var node = Optional(key);
        var word = node is null ? words[0] : AsText(node, key);
        return words.Contains(word, StringComparer.Ordinal)
            ? word
            : throw Wrong(node!, $"'{key}' cannot be '{word}'.{Nearest(word, words)} It must be one of: {string.Join(", ", words)}.");
    }

    /// <summary>A warning unless the rule says something else.</summary>
    public Severity Severity(string key) => Choice(key, "warning", "info", "error") switch
    {
        "info" => Manifest.Severity.Info,
        "warning" => Manifest.Severity.Warning,
        _ => Manifest.Severity.Error,
    };

    /// <summary>Words for aspects; none when the option is absent.</summary>
    public Aspect Aspects(string key)
    {
        var aspects = Aspect.None;
        foreach (var item in Optional(key) is { } node ? AsArray(node, key).Items : [])
        {
            var aspect = ReadAspect(item, key);
            if (aspects.HasFlag(aspect))
                throw Wrong(item, $"'{item.AsString()}' appears twice in '{key}'.");
            aspects |= aspect;
        }
        return aspects;
    }

    /// <summary>At least one string.</summary>
    public IReadOnlyList<string> Texts(string key) => NotEmpty(Texts(Required(key), key), key);

    public IReadOnlyList<string> OptionalTexts(string key) => Optional(key) is { } node ? Texts(node, key) : [];

    /// <summary>At least one pointer pattern.</summary>
    public IReadOnlyList<PointerPattern> Patterns(string key) => [.. NotEmpty(PatternNodes(Required(key), key), key).Select(found => found.Pattern)];

    /// <summary>The pointer patterns of an option, or the whole manifest when it is absent.</summary>
    public IReadOnlyList<PointerPattern> PatternsOrRoot(string key) => Optional(key) is null ? [new PointerPattern("")] : Patterns(key);

    /// <summary>At least one pointer pattern, each of which can act.</summary>
    /// <param name="key">Name of the option.</param>
    /// <param name="refusal">Says why a pattern can never act; <see langword="null"/> for one that can.</param>
    public IReadOnlyList<PointerPattern> PatternsWhere(string key, Func<PointerPattern, string?> refusal)
    {
        var found = NotEmpty(PatternNodes(Required(key), key), key);
        foreach (var place in found)
        {
            if (refusal(place.Pattern) is { } reason)
                throw Wrong(place.Node, reason);
        }
        return [.. found.Select(place => place.Pattern)];
    }

    /// <summary>At least one pointer pattern, none of which is the whole manifest.</summary>
    public IReadOnlyList<PointerPattern> PatternsBelowRoot(string key) => PatternsWhere(key, RefuseRoot);

    /// <summary>At least one pointer pattern of members: neither of the whole manifest nor of items.</summary>
    public IReadOnlyList<PointerPattern> PatternsOfMembers(string key) => PatternsWhere(key, pattern => RefuseRoot(pattern) ?? RefuseItems(pattern));

    /// <summary>Pointer patterns that leave something out of others.</summary>
    public IReadOnlyList<PointerPattern> Exceptions(string key, IReadOnlyList<PointerPattern> of) => Optional(key) is null ? [] : PatternsWhere(
        key, pattern => of.Any(pattern.Meets) ? null : $"'{pattern}' is not one of the rule's places, so excluding it changes nothing.");

    /// <summary>Pointer patterns of objects that may be left empty by others.</summary>
    public IReadOnlyList<PointerPattern> Holders(string key, IReadOnlyList<PointerPattern> of) => Optional(key) is null ? [] : PatternsWhere(
        key, pattern => of.Any(pattern.CanHold) ? null : $"The rule removes nothing directly in '{pattern}', so it would never be removed.");

    /// <summary>One pointer pattern.</summary>
    public PointerPattern Pattern(string key) => Pattern(Required(key), key);

    /// <summary>Why a pattern can match only items of an array; <see langword="null"/> when it can match members.</summary>
    public static string? RefuseItems(PointerPattern pattern) => !pattern.IsRoot && KnownProperties.HasArrayAt([.. pattern.Tokens.SkipLast(1)])
        ? $"'{pattern}' stands for items of an array, and a rule of this kind needs members of an object, so it would never act."
        : null;

    /// <summary>Any JSON value.</summary>
    public SyntaxNode Value(string key) => Required(key);

    /// <summary>An array of any JSON values.</summary>
    public IReadOnlyList<SyntaxNode> Values(string key) => AsArray(Required(key), key).Items;

    public IReadOnlyList<SyntaxNode> OptionalValues(string key) => Optional(key) is null ? [] : Values(key);

    /// <summary>At least one member, whose values are strings.</summary>
    public IReadOnlyDictionary<string, string> Map(string key) => AsObject(Required(key), key) is { Count: > 0 } map
        ? map.Members.ToDictionary(member => member.Key, member => AsText(member.Value, member.Key), StringComparer.Ordinal)
        : throw WrongOption(key, $"'{key}' must not be empty: the rule would do nothing.");

    /// <summary>An object whose values are strings; empty when the option is absent.</summary>
    public IReadOnlyDictionary<string, string> OptionalMap(string key) =>
        Optional(key) is null ? new Dictionary<string, string>(StringComparer.Ordinal) : Map(key);

    /// <summary>At least one member, whose values are arrays of strings.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> WordLists(string key) => AsObject(Required(key), key) is { Count: > 0 } lists
        ? lists.Members.ToDictionary(
            member => member.Key, member => (IReadOnlyList<string>)NotEmpty(Texts(member.Value, member.Key), member.Key), StringComparer.Ordinal)
        : throw WrongOption(key, $"'{key}' must not be empty: the rule would do nothing.");

    /// <inheritdoc cref="WordLists"/>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> OptionalWordLists(string key) =>
        Optional(key) is null ? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) : WordLists(key);

    /// <summary>What values become: an object of words, or an array of pairs <c>from</c> and <c>to</c> of any type. Empty when the option is absent.</summary>
    public Replacements Replacements(string key)
    {
        List<PlacedReplacement> pairs = Optional(key) switch
        {
            null => [],
            ObjectNode words => [.. words.Members.Select(member => new PlacedReplacement(member.Value, new Replacement(member.Key, member.Value)))],
            ArrayNode => [.. Inners(key).Select(ReadPair)],
            { } node => throw Wrong(node, $"'{key}' must be an object or an array, not {Word(node)}."),
        };
        if (pairs.Count == 0 && Optional(key) is not null)
            throw WrongOption(key, $"'{key}' must not be empty.");
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs.Take(i).Any(pair => pair.Replacement.IsOf(pairs[i].Replacement)))
                throw Wrong(pairs[i].Place, $"{pairs[i].Replacement.Before} is replaced twice; the second replacement would never apply.");
        }
        var table = new Replacements([.. pairs.Select(pair => pair.Replacement)]);
        foreach (var (place, replacement) in pairs)
        {
            if (table.ComesBack(replacement))
                throw Wrong(place, $"The replacements lead from {replacement.Before} back to {replacement.Before}: the rule would never finish. Remove one of them.");
        }
        return table;
    }

    /// <summary>The options inside an object option.</summary>
    public RuleOptions Inner(string key) => new(file, document, AsObject(Required(key), key));

    public RuleOptions? OptionalInner(string key) => Optional(key) is { } node ? new(file, document, AsObject(node, key)) : null;

    /// <summary>The options of each object in an array option.</summary>
    public IReadOnlyList<RuleOptions> Inners(string key) => [.. Values(key).Select(item => new RuleOptions(file, document, AsObject(item, key)))];

    /// <summary>A member that a rule adds: <c>key</c> and <c>value</c>.</summary>
    public (string Key, SyntaxNode Value) Member()
    {
        var member = (Text("key"), Value("value"));
        RefuseUnknown("A member to be added");
        return member;
    }

    /// <summary>The keys that the rule renames, moves or, in the option <paramref name="removed"/>, removes.</summary>
    public IReadOnlyList<string> OldKeys(string? removed) =>
    [
        .. Strings("from").Concat(Strings("fromObject")).Concat(removed is null ? [] : Strings(removed))
            .Select(key => key.StartsWith('/') ? JsonPointer.Split(key)[^1] : key),
    ];

    /// <summary>A string, where there is one; does not count as reading the option.</summary>
    public string? Peek(string key) => rule[key]?.AsString();

    /// <summary>The places a rule looks at, for people: its patterns, or else its keys at the top level.</summary>
    public IReadOnlyList<string> Places() => Peek("from") is { } pointer && pointer.StartsWith('/') ? [pointer] :
    [
        .. Strings("at").DefaultIfEmpty("").SelectMany(place =>
            Strings("from").Concat(Strings("key")).Select(key => JsonPointer.Append(place, key)).DefaultIfEmpty(place)),
    ];

    /// <summary>Ends the reading.</summary>
    /// <exception cref="MappingsException">The rule has a member that was not asked for.</exception>
    public void RefuseUnknown(string of)
    {
        if (rule.Members.FirstOrDefault(member => !_known.Contains(member.Key)) is { } unknown)
        {
            throw At(
                unknown.KeySpan.Start,
                $"{of} has no '{unknown.Key}'.{Nearest(unknown.Key, _known)} It has: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>A question that names the word that was probably meant; empty when none is near.</summary>
    public static string Nearest(string word, IEnumerable<string> words) =>
        new WordList([.. words]).Nearest(word) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    public MappingsException Wrong(SyntaxNode node, string message) => At(node.Span.Start, message);

    /// <summary>An error at the value of an option, or at the rule when it has none.</summary>
    public MappingsException WrongOption(string key, string message) => Wrong(rule[key] ?? rule, message);

    private MappingsException At(int offset, string message) => new(file, document.PositionOf(offset), message);

    private SyntaxNode Required(string key) => Optional(key) ?? throw Missing(key);

    private MappingsException Missing(string key) => rule.Members.FirstOrDefault(member => new WordList(key).Nearest(member.Key) is not null) is { } misspelled
        ? At(misspelled.KeySpan.Start, $"'{key}' is missing. Did you mean it by '{misspelled.Key}'?")
        : Wrong(rule, $"'{key}' is missing.");

    private SyntaxNode? Optional(string key)
    {
        _known.Add(key);
        return rule[key];
    }

    private IEnumerable<string> Strings(string key) => rule[key] switch
    {
        ArrayNode array => array.Items.Select(item => item.AsString()).OfType<string>(),
        { } node when node.AsString() is { } text => [text],
        _ => [],
    };

    private string AsText(SyntaxNode node, string key) => node.AsString() ?? throw Wrong(node, $"'{key}' must be a string, not {Word(node)}.");

    private static string? RefuseRoot(PointerPattern pattern) =>
        pattern.IsRoot ? "The empty pointer is the whole manifest; a rule of this kind changes what is in it, so it would never act." : null;

    private ArrayNode AsArray(SyntaxNode node, string key) => node as ArrayNode ?? throw Wrong(node, $"'{key}' must be an array, not {Word(node)}.");

    private ObjectNode AsObject(SyntaxNode node, string key) => node as ObjectNode ?? throw Wrong(node, $"'{key}' must be an object, not {Word(node)}.");

    private List<T> NotEmpty<T>(List<T> values, string key) =>
        values.Count > 0 ? values : throw WrongOption(key, $"'{key}' must not be empty: the rule would do nothing.");

    private List<string> Texts(SyntaxNode node, string key) => [.. AsArray(node, key).Items.Select(item => AsText(item, $"{key}/*"))];

    private List<PatternNode> PatternNodes(SyntaxNode node, string key) =>
        [.. AsArray(node, key).Items.Select(item => new PatternNode(item, Pattern(item, $"{key}/*")))];

    private Aspect ReadAspect(SyntaxNode node, string key)
    {
        var word = AsText(node, $"{key}/*");
        return AspectNames.Contains(word, StringComparer.Ordinal)
            ? (Aspect)Enum.Parse(typeof(Aspect), word, ignoreCase: true)
            : throw Wrong(node, $"No aspect is called '{word}'.{Nearest(word, AspectNames)} The aspects are: {string.Join(", ", AspectNames)}.");
    }

    private static PlacedReplacement ReadPair(RuleOptions options)
    {
        var pair = new Replacement(options.Value("from"), options.Value("to"));
        options.RefuseUnknown("A value to be replaced");
        return new PlacedReplacement(pair.From!, pair);
    }

    private PointerPattern Pattern(SyntaxNode node, string key)
    {
        var text = AsText(node, key);
        try
        {
            return new PointerPattern(text);
        }
        catch (FormatException)
        {
            throw Wrong(node, $"'{text}' is not a JSON Pointer: it is empty or begins with '/'; write '~0' for '~' and '~1' for '/' in a name.");
        }
    }

    /// <summary>What a value is, for people.</summary>
    private static string Word(SyntaxNode node) => node switch
    {
        ObjectNode => "an object",
        ArrayNode => "an array",
        ScalarNode { Kind: JsonScalarKind.String } => "a string",
        ScalarNode { Kind: JsonScalarKind.Number } => "a number",
        _ => node.Text,
    };

    private sealed record PatternNode(SyntaxNode Node, PointerPattern Pattern);

    private sealed record PlacedReplacement(SyntaxNode Place, Replacement Replacement);
}
